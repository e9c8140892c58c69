import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Place } from './place.ts';

/**
 * Files in a bucket of an S3-compatible server:
 * `s3://KEY:SECRET@host[:port]/bucket[/prefix][?region=…&tls=false]`. Without key and secret the AWS SDK looks for
 * them in its own usual places. Bytes are sealed before they come here, so the bucket needs no encryption of its own.
 */
export function openS3(address: string, timeoutMs: number): Place {
  const { config, bucket, prefix } = readAddress(address);
  const place = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  // A new signal for each call: its clock starts when it is made.
  const limit = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) });
  let loading: ReturnType<typeof load> | undefined;
  // The SDK is large: it is loaded by the first call, and not at all where files lie in a folder.
  const server = () => {
    loading ??= load(config);
    return loading;
  };
  return {
    async write(key, sealed, contentType) {
      const { sdk, client } = await server();
      // The bytes are sealed; the type of what is inside is kept for people who look into the bucket.
      const object = {
        ...place(key),
        Body: sealed,
        ContentType: 'application/octet-stream',
        Metadata: { content: contentType },
      };
      await client.send(new sdk.PutObjectCommand(object), limit());
    },
    async read(key) {
      const { sdk, client } = await server();
      try {
        const answer = await client.send(new sdk.GetObjectCommand(place(key)), limit());
        return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return null;
        throw error;
      }
    },
    async remove(key) {
      const { sdk, client } = await server();
      await client.send(new sdk.DeleteObjectCommand(place(key)), limit());
    },
  };
}

async function load(config: S3ClientConfig) {
  const sdk = await import('@aws-sdk/client-s3');
  return { sdk, client: new sdk.S3Client({ ...config, maxAttempts: 3 }) };
}

/** Takes the address apart. Throws a sentence without the credentials. */
function readAddress(address: string): { config: S3ClientConfig; bucket: string; prefix: string } {
  const url = new URL(address);
  const [, bucket, ...rest] = url.pathname.split('/');
  if (url.protocol !== 's3:' || !url.host || !bucket)
    throw new Error('STORAGE_URL must be s3://key:secret@host/bucket');
  const scheme = url.searchParams.get('tls') === 'false' ? 'http' : 'https';
  const folder = rest.filter(Boolean).join('/');
  return {
    bucket,
    prefix: folder ? `${folder}/` : '',
    config: {
      endpoint: `${scheme}://${url.host}`,
      region: url.searchParams.get('region') ?? 'us-east-1',
      forcePathStyle: true,
      ...(url.username && {
        credentials: {
          accessKeyId: decodeURIComponent(url.username),
          secretAccessKey: decodeURIComponent(url.password),
        },
      }),
    },
  };
}
