import { Card, Step, StepLabel, Stepper, useMediaQuery } from '@mui/material';
import type { Theme } from '@mui/material/styles';
import type { OrderDetail } from '#contract/orders/schemas';
import { useT } from '../../i18n/texts.ts';
import { stepsOf } from './progress-steps.ts';

/** How far the order has come on its way to the voucher. */
export const Progress = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const passed = order.timeline.map((row) => row.to);
  const steps = stepsOf({ total: order.total, status: order.status, passed });
  return (
    <Card sx={{ p: 2, mb: 2 }}>
      <Stepper
        activeStep={steps.active}
        alternativeLabel={!narrow}
        orientation={narrow ? 'vertical' : 'horizontal'}
      >
        {steps.names.map((name, index) => (
          <Step key={name}>
            <StepLabel error={steps.stopped && index === steps.active}>
              {t.console.detail.progress[name]}
            </StepLabel>
          </Step>
        ))}
      </Stepper>
    </Card>
  );
};
