import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { RequestAction } from '#contract/requests/lifecycle';
import type { RequestDetail, UnmaskedRequest } from '#contract/requests/schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { useShortcuts } from '../common/keyboard.ts';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import { isGone } from '../data/problems.ts';
import { useDetail } from '../data/useDetail.ts';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { type Offer, RequestActDialog } from './acts/RequestActDialog.tsx';
import { AccessLog } from './detail/AccessLog.tsx';
import { useTakeOrRelease } from './detail/Assignment.tsx';
import { DwhSection, useReadDwh } from './detail/DwhSection.tsx';
import { FieldsSection } from './detail/FieldsSection.tsx';
import { FormAction } from './detail/FormAction.tsx';
import { Histories } from './detail/Histories.tsx';
import { HoldButton } from './detail/Hold.tsx';
import { Layout } from './detail/Layout.tsx';
import { NoticesSection } from './detail/NoticesSection.tsx';
import { QueueBar, useGoOn } from './detail/QueueBar.tsx';
import { RelatedSection } from './detail/RelatedSection.tsx';
import { keyOf, ShortcutsDialog } from './detail/ShortcutsDialog.tsx';
import { Situation } from './detail/Situation.tsx';
import { StepsSection } from './detail/StepsSection.tsx';
import { PhotosSection } from './photos/PhotosSection.tsx';
import { RequestStatusChip } from './Status.tsx';
import { useQueueWalk, type Walk } from './useQueueWalk.ts';

const Head = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { detail, queue } = t.requestPages;
  const mayFile = useMay('requests.intake');
  const at = (instant: string) => formatInstantIn(instant, request.zone);
  const due = request.clockStopped
    ? t.requests.clockStop[request.clockStopped]
    : request.dueAt
      ? fill(detail.due, { time: at(request.dueAt) })
      : null;
  return (
    <PageHead
      title={fill(detail.title, { code: request.code })}
      help={[request.officeName, fill(detail.since, { time: at(request.statusSince) }), due]
        .filter(Boolean)
        .join(' · ')}
    >
      <RequestStatusChip status={request.status} />
      {request.priority ? <ToneChip label={queue.priority} tone="waiting" /> : null}
      {request.overdue ? <ToneChip label={queue.overdue} tone="bad" /> : null}
      {mayFile ? (
        <DownloadButton
          url={`/api/v1/requests/${request.id}/documents/tanda-terima`}
          name={`tanda-terima-${request.code}.pdf`}
          label={detail.receipt}
        />
      ) : null}
      {request.mayHold && !request.hold && !request.photosDestroyedAt ? (
        <HoldButton request={request} />
      ) : null}
    </PageHead>
  );
};

/** Acts after which an office is done with a request: the next one may open. */
const decisions: readonly RequestAction[] = ['approve', 'cancel', 'forward'];

/** The page's single keys; an act that is not allowed now has none. */
function usePageShortcuts(
  request: RequestDetail,
  walk: Walk,
  ask: (offer: Offer) => void,
  help: () => void,
): void {
  const navigate = useNavigate();
  const take = useTakeOrRelease(request);
  const dwh = useReadDwh(request);
  const offer = (action: string) => request.allowed.find((allowed) => allowed.action === action);
  const [approve, cancel] = [offer('approve'), offer('cancel')];
  useShortcuts({
    [keyOf.next]: walk.goNext,
    [keyOf.previous]: walk.goPrevious,
    [keyOf.queue]: () => void navigate('/requests'),
    [keyOf.help]: help,
    ...(approve ? { [keyOf.approve]: () => ask(approve) } : {}),
    ...(cancel ? { [keyOf.cancel]: () => ask(cancel) } : {}),
    ...(take ? { [keyOf.take]: take.press } : {}),
    ...(dwh ? { [keyOf.dwh]: dwh.press } : {}),
  });
}

const Detail = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const notify = useNotify();
  const mayReadLog = useMay('request-log.read');
  const walk = useQueueWalk(request.id);
  const [goOn] = useGoOn();
  const [unmasked, setUnmasked] = useState<UnmaskedRequest | null>(null);
  const [asking, setAsking] = useState<Offer | null>(null);
  const [help, setHelp] = useState(false);
  const personal = request.personal ?? unmasked;
  const workable = request.steps.some(({ allowed }) => allowed.length > 0);
  const ask = (offer: Offer) => {
    // Old values have to be seen before they are changed.
    if (offer.action === 'correct' && !personal) notify(t.requestPages.act.needsPersonal, { type: 'info' });
    else setAsking(offer);
  };
  usePageShortcuts(request, walk, ask, () => setHelp(true));
  const acted = (action: RequestAction) => {
    if (goOn && walk.next !== null && decisions.includes(action)) walk.goNext();
  };
  return (
    <>
      <QueueBar walk={walk} onHelp={() => setHelp(true)} />
      <Head request={request} />
      <Situation request={request} />
      <Layout
        left={[
          ['photos', <PhotosSection key="photos" request={request} />],
          [workable ? 'work' : 'steps', <StepsSection key="steps" request={request} />],
          ['histories', <Histories key="histories" request={request} />],
        ]}
        right={[
          [
            'fields',
            <FieldsSection key="fields" request={request} unmasked={unmasked} onUnmasked={setUnmasked} />,
          ],
          ['acts', <FormAction key="acts" request={request} inQueue={walk.place !== null} onAsk={ask} />],
          ['dwh', <DwhSection key="dwh" request={request} />],
          ['related', <RelatedSection key="related" request={request} />],
          ['notices', <NoticesSection key="notices" request={request} />],
        ]}
      />
      {mayReadLog ? <AccessLog request={request} /> : null}
      {asking ? (
        <RequestActDialog
          request={request}
          personal={personal}
          offer={asking}
          onActed={acted}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {help ? <ShortcutsDialog onClose={() => setHelp(false)} /> : null}
    </>
  );
};

const Content = ({ id }: { id: string }) => {
  const { data, error, isPending, refetch } = useDetail<RequestDetail>(
    'requests',
    id,
    // Each reading is written down, so the page asks again only when the stream tells of a change or somebody acts.
    { staleTime: 60_000, refetchOnWindowFocus: false },
  );
  // Forwarded to another office: what stands here is true no more, and its buttons would only be refused.
  if (error && (!data || isGone(error))) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={10} />;
  return <Detail key={data.id} request={data} />;
};

/** One request: what the citizen filed, where it stands, what this person may do with it, and all that happened. */
const RequestPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="requests.read">
      <Content id={id} />
    </Guarded>
  );
};
export default RequestPage;
