import { complaintDeskHandlers } from './desk.ts';
import { citizenComplaintHandlers } from './file.ts';
import { complaintReceiptHandlers } from './receipt.ts';

/** Complaints about accesses: the citizen's side and the desk's. */
export const complaintHandlers = [
  ...citizenComplaintHandlers,
  ...complaintDeskHandlers,
  ...complaintReceiptHandlers,
];
