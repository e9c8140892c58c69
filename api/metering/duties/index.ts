import { returnDataHandlers } from './return-data.ts';
import { semesterReceiptHandlers } from './semester-receipt.ts';
import { semesterReportHandlers } from './semester-reports.ts';

/** What institutions owe for their access: databalikan and the semester report. */
export const dutyHandlers = [...returnDataHandlers, ...semesterReportHandlers, ...semesterReceiptHandlers];
