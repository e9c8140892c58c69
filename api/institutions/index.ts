import { agreementFileHandlers } from './agreement-files.ts';
import { institutionRecordHandlers } from './institutions.ts';

/** Institutions with their PKS and juknis, and one's own institution. */
export const institutionHandlers = [...institutionRecordHandlers, ...agreementFileHandlers];
