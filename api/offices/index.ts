import { officeRecordHandlers } from './offices.ts';
import { regionHandlers } from './regions.ts';

/** Offices, and the regions that they serve. */
export const officeHandlers = [...regionHandlers, ...officeRecordHandlers];
