/** Generates the database client when the schema changed; true when it did. */
export function generateClient(force?: boolean): boolean;
