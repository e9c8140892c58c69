/**
 * How one access is named to the person it is about: by its moment and the id of its request. The log's own numbers
 * would tell how busy the whole registry is.
 */
export interface TrailLineId {
  readonly at: Date;
  readonly requestId: string;
}

const pattern = /^(\d{1,14})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const writeTrailLine = ({ at, requestId }: TrailLineId): string => `${at.getTime()}.${requestId}`;

/** Null for what names no access. */
export function readTrailLine(text: string): TrailLineId | null {
  const [, ms, requestId] = pattern.exec(text) ?? [];
  return ms && requestId ? { at: new Date(Number(ms)), requestId } : null;
}
