/** One sending over a line that may break: tried again with the same content until an answer comes or he stops it. */

export interface Sending {
  stop(): void;
  /** Without waiting for the next try. */
  again(): void;
}

export interface SendingEvents {
  progress(percent: number): void;
  /** The line broke; the next try comes after `seconds`, or once the phone is connected. */
  lost(seconds: number, offline: boolean): void;
  answered(text: string): void;
}

/** A line on which nothing moves for this long is as good as broken. */
const silence = 60_000;
const waits = [3, 6, 12, 24, 30];

export function send(
  address: string,
  body: FormData,
  headers: Readonly<Record<string, string>>,
  events: SendingEvents,
  isAnswer: (text: string) => boolean,
): Sending {
  let tries = 0;
  let timer = 0;
  let request: XMLHttpRequest | null = null;

  const lost = (): void => {
    const seconds = waits[Math.min(tries, waits.length - 1)] as number;
    tries += 1;
    request = null;
    events.lost(seconds, !navigator.onLine);
    window.clearTimeout(timer);
    timer = window.setTimeout(attempt, seconds * 1000);
  };

  const attempt = (): void => {
    window.clearTimeout(timer);
    if (request) return;
    const mine = new XMLHttpRequest();
    request = mine;
    const watch = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => mine.abort(), silence);
    };
    mine.open('POST', address);
    for (const name of Object.keys(headers)) mine.setRequestHeader(name, headers[name] as string);
    mine.upload.onprogress = ({ loaded, total }) => {
      watch();
      events.progress(total > 0 ? Math.floor((loaded / total) * 100) : 0);
    };
    mine.onload = () => {
      window.clearTimeout(timer);
      if (request !== mine) return;
      // Not a page of ours: something between here and there answered in its place.
      if (!isAnswer(mine.responseText)) lost();
      else stopListening(() => events.answered(mine.responseText));
    };
    mine.onerror = mine.onabort = () => {
      if (request === mine) lost();
    };
    watch();
    mine.send(body);
  };

  const connected = (): void => {
    if (!request) attempt();
  };
  const stopListening = (then: () => void): void => {
    window.removeEventListener('online', connected);
    then();
  };
  window.addEventListener('online', connected);
  attempt();

  return {
    again: connected,
    stop: () =>
      stopListening(() => {
        window.clearTimeout(timer);
        const open = request;
        request = null;
        if (open) open.abort();
      }),
  };
}
