/** Stands where a row names the run that carries it, when that run is lost: the next run may have the row, once. */
export const releasedRun = 'released';
