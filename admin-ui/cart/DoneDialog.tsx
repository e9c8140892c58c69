import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import WaitIcon from '@mui/icons-material/HourglassTopOutlined';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  Link as MuiLink,
  Typography,
} from '@mui/material';
import { Link } from 'react-router-dom';
import type { Checkout } from '#contract/orders/schemas';
import { useT } from '../i18n/texts.ts';

/** "Pesanan Berhasil Diproses", or that the institution's checker has it now. */
export const DoneDialog = ({ checkout, onClose }: { checkout: Checkout; onClose: () => void }) => {
  const t = useT();
  const waiting = checkout.status === 'MENUNGGU_PENYETUJU';
  const target = waiting ? `/checkouts/${checkout.id}/show` : '/orders';
  const Icon = waiting ? WaitIcon : DoneIcon;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs">
      <DialogContent sx={{ textAlign: 'center', pt: 4 }}>
        <Icon color={waiting ? 'secondary' : 'success'} sx={{ fontSize: 56 }} />
        <Typography variant="h1" component="h2" sx={{ my: 1.5 }}>
          {waiting ? t.console.cart.waitingTitle : t.console.cart.doneTitle}
        </Typography>
        <Typography sx={{ mb: 1.5 }}>
          {waiting ? t.console.cart.waitingText : t.console.cart.doneText}
        </Typography>
        {checkout.orders.map((order) => (
          <Box key={order.id}>
            <MuiLink component={Link} to={`/orders/${order.id}/show`}>
              {order.kuitansi}
            </MuiLink>
          </Box>
        ))}
      </DialogContent>
      <DialogActions sx={{ justifyContent: 'center', pb: 3 }}>
        <Button onClick={onClose}>{t.console.common.close}</Button>
        <Button component={Link} to={target} variant="contained">
          {waiting ? t.console.cart.waitingOpen : t.console.cart.doneStatus}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
