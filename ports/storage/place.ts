/** What a place has to do; it sees sealed bytes only. `read` gives null for what is not there. */
export interface Place {
  write(key: string, sealed: Buffer, contentType: string): Promise<void>;
  read(key: string): Promise<Buffer | null>;
  remove(key: string): Promise<void>;
}
