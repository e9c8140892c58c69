import { sleep } from '@temporalio/workflow';
import { institutionDutiesWorkflow as duties } from '../duties.workflow.ts';
import { quotaAlertsWorkflow as alerts } from '../quota-alerts.workflow.ts';
import { returnDataWorkflow as returnData } from '../return-data.workflow.ts';
import { meteringUpkeepWorkflow as upkeep } from '../upkeep.workflow.ts';
import { voucherValidityWorkflow as validity } from '../voucher-validity.workflow.ts';

/** Changes that running rounds would not survive: one timer more at the start. Only the replay test bundles them. */
const later =
  <I extends unknown[], R>(workflow: (...input: I) => Promise<R>) =>
  async (...input: I): Promise<R> => {
    await sleep('1 second');
    return workflow(...input);
  };

export const institutionDutiesWorkflow = later(duties);
export const quotaAlertsWorkflow = later(alerts);
export const returnDataWorkflow = later(returnData);
export const meteringUpkeepWorkflow = later(upkeep);
export const voucherValidityWorkflow = later(validity);
