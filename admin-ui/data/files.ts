import { ownHeaders } from './http.ts';
import { PressKeys } from './press-keys.ts';
import { codeOf, problemFrom } from './problems.ts';
import { refusalFrom } from './refusal.ts';

const fileNameIn = (header: string | null): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1] ?? null;
};

async function fetchFile(url: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { ...ownHeaders(), Accept: '*/*' },
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw problemFrom(0, null, true);
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    throw refusalFrom(response.status, body);
  }
  return response;
}

/** A file as the page shows it itself, such as a photo. Throws with the API's sentence when there is none. */
export const fetchBlob = async (url: string, signal?: AbortSignal): Promise<Blob> =>
  (await fetchFile(url, signal)).blob();

/** Fetches a file and hands it to the browser to keep. Throws with the API's sentence when there is none. */
export async function download(url: string, fallbackName: string): Promise<void> {
  const response = await fetchFile(url);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameIn(response.headers.get('content-disposition')) ?? fallbackName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const keys = new PressKeys();

export interface FormParts {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, File>>;
}

const pressOf = (url: string, { fields, files }: FormParts): string =>
  JSON.stringify([
    url,
    fields,
    Object.entries(files).map(([name, file]) => [name, file.name, file.size, file.lastModified]),
  ]);

/** Sends one file under the field `file`; see `sendForm`. */
export const upload = <T>(
  url: string,
  file: File,
  fields: Readonly<Record<string, string>>,
  onProgress: (percent: number) => void,
): Promise<T> => sendForm<T>(url, { fields, files: { file } }, onProgress);

/**
 * Sends text fields and files as multipart, telling how much has gone (0–100). Throws like `request`. The key stays
 * the same for the same form until a certain answer came.
 */
export function sendForm<T>(
  url: string,
  parts: FormParts,
  onProgress: (percent: number) => void,
): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts.fields)) form.append(name, value);
  for (const [name, file] of Object.entries(parts.files)) form.append(name, file, file.name);
  const press = pressOf(url, parts);
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', url);
    call.responseType = 'text';
    for (const [name, value] of Object.entries(ownHeaders())) call.setRequestHeader(name, value);
    call.setRequestHeader('Idempotency-Key', keys.take(press));
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    };
    call.onerror = () => reject(problemFrom(0, null));
    call.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(call.responseText);
      } catch {
        // A body that is no JSON gets our own sentence below.
      }
      if (call.status >= 200 && call.status < 300) {
        keys.settle(press, call.status);
        resolve(body as T);
        return;
      }
      const problem = refusalFrom(call.status, body);
      keys.settle(press, call.status, codeOf(problem) ?? undefined);
      reject(problem);
    };
    call.send(form);
  });
}
