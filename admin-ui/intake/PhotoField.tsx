import CameraIcon from '@mui/icons-material/PhotoCameraOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, FormHelperText, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { PhotoKind } from '#contract/requests/codes';
import { formatBytes } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { CameraDialog, hasWebcam } from './CameraDialog.tsx';

interface PhotoFieldProps {
  readonly kind: PhotoKind;
  readonly file: File | undefined;
  readonly error: string | null;
  readonly onChange: (file: File | undefined) => void;
}

/** The chosen picture; another one needs another key. */
const Preview = ({ file, alt }: { file: File; alt: string }) => {
  const [address] = useState(() => URL.createObjectURL(file));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <Box
      component="img"
      src={address}
      alt={alt}
      sx={{ width: '100%', height: 150, objectFit: 'contain', backgroundColor: '#e9eceb', borderRadius: 1 }}
    />
  );
};

interface ChooserProps {
  readonly label: string;
  readonly name: string;
  readonly onChoose: (file: File) => void;
}

/** A hidden file input behind a button; `camera` opens a phone's own camera. */
const FileChooser = ({ label, name, camera, onChoose }: ChooserProps & { camera?: boolean }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={camera ? <CameraIcon /> : <UploadIcon />}
        aria-label={`${label}: ${name}`}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={camera ? 'image/*' : 'image/jpeg,image/png,image/heic,.heic'}
        {...(camera ? { capture: 'environment' as const } : {})}
        aria-label={`${label}: ${name}`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onChoose(file);
        }}
      />
    </>
  );
};

/** Takes a picture: in the page where there is a webcam, else by the phone's camera. */
const CameraChooser = (props: ChooserProps) => {
  const [open, setOpen] = useState(false);
  if (!hasWebcam()) return <FileChooser {...props} camera />;
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<CameraIcon />}
        aria-label={`${props.label}: ${props.name}`}
        onClick={() => setOpen(true)}
      >
        {props.label}
      </Button>
      {open ? (
        <CameraDialog title={props.name} onTaken={props.onChoose} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
};

/** One picture of the form: by file or camera, with what was chosen in view. */
export const PhotoField = ({ kind, file, error, onChange }: PhotoFieldProps) => {
  const t = useT();
  const { intake } = t.requestPages;
  const name = t.requests.photo[kind];
  return (
    <Box
      role="group"
      aria-label={name}
      sx={{
        p: 1.5,
        border: '1px solid',
        borderColor: error ? 'error.main' : 'divider',
        borderRadius: 1,
        minWidth: 0,
      }}
    >
      <Typography sx={{ fontWeight: 650, mb: 1 }}>{name}</Typography>
      {file ? (
        <Preview
          key={`${file.name} ${file.size} ${file.lastModified}`}
          file={file}
          alt={fill(intake.photoPreview, { kind: name })}
        />
      ) : null}
      {file ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', my: 0.5, overflowWrap: 'anywhere' }}>
          {file.name} · {formatBytes(file.size)}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <FileChooser
          label={file ? intake.replacePhoto : intake.choosePhoto}
          name={name}
          onChoose={onChange}
        />
        <CameraChooser label={intake.camera} name={name} onChoose={onChange} />
        {file ? (
          <Button
            size="small"
            aria-label={`${intake.removePhoto}: ${name}`}
            onClick={() => onChange(undefined)}
          >
            {intake.removePhoto}
          </Button>
        ) : null}
      </Box>
      {error ? <FormHelperText error>{error}</FormHelperText> : null}
    </Box>
  );
};
