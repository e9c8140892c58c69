import { pagePaths } from '#contract/shared/pages';
import type { Extra } from '../../app.ts';
import type { Implementation } from '../../shared/route.ts';
import { guidePage } from './guide-page.ts';
import { openLostCode, takeLostCode } from './lost-code.ts';
import { openForm, takeForm } from './request-form.ts';
import { builtPages, type HandlePage, servePage } from './serve.ts';
import { openTracking, takeTracking } from './track-request.ts';

/** A guide in the browser's own cache for ten minutes: people go back to it from the form. */
const guide: HandlePage = async ({ setting }) => ({
  status: 200,
  content: guidePage(setting),
  keptFor: 600,
});

/**
 * The citizen's pages. They are whole without a script: forms post here and do, in this process, what the API's routes
 * do (`implementations`). `directory` is where the built script lies.
 */
export const citizenPages =
  (implementations: readonly Implementation[], directory: string = builtPages): Extra =>
  (app, deps) => {
    const serve = (handle: HandlePage) => servePage(deps, implementations, directory, handle);
    app.get(pagePaths.requestGuide(), serve(guide));
    app.get(pagePaths.requestForm(), serve(openForm));
    app.post(pagePaths.requestForm(), serve(takeForm));
    app.get(pagePaths.trackingPage(), serve(openTracking));
    app.post(pagePaths.trackingPage(), serve(takeTracking));
    app.get(pagePaths.lostCode(), serve(openLostCode));
    app.post(pagePaths.lostCode(), serve(takeLostCode));
  };
