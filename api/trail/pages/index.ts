import { pagePaths } from '#contract/shared/pages';
import type { Extra } from '../../app.ts';
import { builtPages, type HandlePage, servePage } from '../../requests/pages/serve.ts';
import type { Implementation } from '../../shared/route.ts';
import { openComplaintLookup, openWhoChecked, takeWhoChecked } from './handle.ts';

/** The pages of "Siapa mengecek NIK saya?". Like the citizen's other pages they are whole without a script. */
export const whoCheckedPages =
  (implementations: readonly Implementation[], directory: string = builtPages): Extra =>
  (app, deps) => {
    const serve = (handle: HandlePage) => servePage(deps, implementations, directory, handle);
    app.get(pagePaths.whoChecked(), serve(openWhoChecked));
    app.post(pagePaths.whoChecked(), serve(takeWhoChecked));
    app.get(pagePaths.complaint(), serve(openComplaintLookup));
    app.post(pagePaths.complaint(), serve(takeWhoChecked));
  };
