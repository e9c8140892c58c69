import type { TestProject } from 'vitest/node';
import { type ProductFacts, readProduct, startProduct } from './product.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    product: ProductFacts;
  }
}

/** One running product for all files of a run; its data is thrown away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['E2E_BASE_URL'];
  if (running) {
    const dataDir = process.env['E2E_DATA_DIR'] ?? null;
    project.provide('product', { ...(await readProduct(running)), fresh: false, dataDir });
    return async () => {};
  }
  const product = await startProduct();
  const { baseUrl, dataDir } = product;
  project.provide('product', { ...(await readProduct(baseUrl)), fresh: true, dataDir });
  return () => product.stop();
}
