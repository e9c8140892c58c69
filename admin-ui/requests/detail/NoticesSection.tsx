import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { NoticeList } from '../../common/NoticeList.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

/** Every message about this request. */
export const NoticesSection = ({ request }: { request: RequestDetail }) => (
  <Section title={useT().requestPages.notices.title}>
    <NoticeList notices={request.notices} time={(instant) => formatInstantIn(instant, request.zone)} />
  </Section>
);
