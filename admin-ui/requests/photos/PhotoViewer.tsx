import FitIcon from '@mui/icons-material/CenterFocusStrongOutlined';
import RotateIcon from '@mui/icons-material/RotateRightOutlined';
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined';
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined';
import { Box, IconButton, Tooltip, Typography } from '@mui/material';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { RequestDetail } from '#contract/requests/schemas';
import { LoadError, LoadingLines } from '../../common/StateMessage.tsx';
import { useT } from '../../i18n/texts.ts';
import { usePhoto } from './usePhoto.ts';
import { fitting, keyed, type PhotoView, pushed, transformOf, turned, zoomed } from './view.ts';

const frameHeight = { xs: 260, md: 340 };
/** The frame is about a third wider than high. */
const sideways = 0.75;

const Tool = (props: { label: string; onPress: () => void; children: ReactNode }) => (
  <Tooltip title={props.label}>
    <IconButton size="small" aria-label={props.label} onClick={props.onPress}>
      {props.children}
    </IconButton>
  </Tooltip>
);

interface FrameProps {
  readonly address: string;
  readonly kind: string;
  readonly view: PhotoView;
  readonly change: (by: (view: PhotoView) => PhotoView) => void;
}

/** The picture in its frame: dragged by the pointer, moved by keys while it has the focus. */
const Frame = ({ address, kind, view, change }: FrameProps) => {
  const t = useT().requestPages.photos;
  const drag = useRef<{ x: number; y: number } | null>(null);
  const move = (event: PointerEvent) => {
    if (!drag.current) return;
    const [dx, dy] = [event.clientX - drag.current.x, event.clientY - drag.current.y];
    change((now) => pushed(now, dx, dy));
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const press = (event: KeyboardEvent) => {
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : keyed(view, event.key);
    if (!next) return;
    event.preventDefault();
    change(() => next);
  };
  return (
    <Box
      role="group"
      aria-label={fill(t.viewer, { kind })}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, y: event.clientY };
        if (view.zoom > 1) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null;
      }}
      onDoubleClick={() =>
        change((now) => (now.zoom > 1 ? { ...fitting, turns: now.turns } : zoomed(now, 3)))
      }
      sx={{
        height: frameHeight,
        overflow: 'hidden',
        backgroundColor: '#e9eceb',
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        cursor: view.zoom > 1 ? 'grab' : 'zoom-in',
        touchAction: view.zoom > 1 ? 'none' : 'pan-y',
      }}
    >
      <Box
        component="img"
        src={address}
        alt={kind}
        draggable={false}
        sx={{ maxWidth: '100%', maxHeight: '100%', userSelect: 'none' }}
        style={{ transform: transformOf(view, sideways) }}
      />
    </Box>
  );
};

type Photo = RequestDetail['photos'][number];

/** One picture of a request with the tools to read it. */
export const PhotoViewer = ({ requestId, photo }: { requestId: string; photo: Photo }) => {
  const t = useT();
  const words = t.requestPages.photos;
  const [view, setView] = useState(fitting);
  const { address, error, again } = usePhoto(requestId, photo.id);
  const kind = t.requests.photo[photo.kind];
  return (
    <Box component="figure" sx={{ m: 0, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.25, mb: 0.5, minHeight: 44 }}>
        <Typography component="figcaption" sx={{ fontWeight: 650, flex: 1, fontSize: '0.85rem' }}>
          {kind}
        </Typography>
        <Tool label={`${words.zoomOut}: ${kind}`} onPress={() => setView(zoomed(view, -1))}>
          <ZoomOutIcon fontSize="small" />
        </Tool>
        <Tool label={`${words.zoomIn}: ${kind}`} onPress={() => setView(zoomed(view, 1))}>
          <ZoomInIcon fontSize="small" />
        </Tool>
        <Tool label={`${words.rotate}: ${kind}`} onPress={() => setView(turned(view))}>
          <RotateIcon fontSize="small" />
        </Tool>
        <Tool label={`${words.reset}: ${kind}`} onPress={() => setView(fitting)}>
          <FitIcon fontSize="small" />
        </Tool>
      </Box>
      {error ? <LoadError error={error} onRetry={again} /> : null}
      {!error && !address ? <LoadingLines lines={6} /> : null}
      {address ? <Frame address={address} kind={kind} view={view} change={setView} /> : null}
    </Box>
  );
};
