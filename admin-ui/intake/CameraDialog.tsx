import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/texts.ts';

/** Sharp enough to read a card, and far below what the server takes. */
const wanted = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } } as const;
const jpegQuality = 0.9;

/** Whether a picture is taken in the page (a counter's webcam) and not by the phone's own camera app. */
export const hasWebcam = (): boolean =>
  typeof navigator.mediaDevices?.getUserMedia === 'function' && matchMedia('(pointer: fine)').matches;

/** The camera's picture in a video element, let go when the dialog closes; `refused` when there is none to be had. */
function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'asking' | 'running' | 'refused'>('asking');
  useEffect(() => {
    let closed = false;
    let stream: MediaStream | null = null;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    navigator.mediaDevices.getUserMedia({ video: wanted, audio: false }).then(
      (given) => {
        stream = given;
        if (closed || !video.current) return stop();
        video.current.srcObject = given;
        setState('running');
      },
      () => setState('refused'),
    );
    return () => {
      closed = true;
      stop();
    };
  }, []);
  return { video, state };
}

function takePicture(video: HTMLVideoElement, name: string): Promise<File | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) =>
    canvas.toBlob(
      (blob) => resolve(blob && new File([blob], name, { type: 'image/jpeg' })),
      'image/jpeg',
      jpegQuality,
    ),
  );
}

interface CameraDialogProps {
  readonly title: string;
  readonly onTaken: (file: File) => void;
  readonly onClose: () => void;
}

/** Takes one picture with the counter's webcam. */
export const CameraDialog = ({ title, onTaken, onClose }: CameraDialogProps) => {
  const t = useT();
  const { intake } = t.requestPages;
  const { video, state } = useCamera();
  const take = async () => {
    if (!video.current) return;
    const file = await takePicture(video.current, 'kamera.jpg');
    if (file) onTaken(file);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md">
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>
        {state === 'refused' ? <Alert severity="warning">{intake.noCamera}</Alert> : null}
        <Box
          component="video"
          ref={video}
          autoPlay
          playsInline
          muted
          aria-label={title}
          sx={{ width: '100%', backgroundColor: '#000', display: state === 'refused' ? 'none' : 'block' }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.console.common.dismiss}</Button>
        <Button variant="contained" disabled={state !== 'running'} onClick={() => void take()}>
          {intake.camera}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
