import type { SvgIconComponent } from '@mui/icons-material';
import AccountBalanceIcon from '@mui/icons-material/AccountBalanceOutlined';
import ComplaintIcon from '@mui/icons-material/AnnouncementOutlined';
import ApartmentIcon from '@mui/icons-material/ApartmentOutlined';
import DeliveredIcon from '@mui/icons-material/AssignmentTurnedInOutlined';
import CardIcon from '@mui/icons-material/BadgeOutlined';
import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import BlockIcon from '@mui/icons-material/BlockOutlined';
import InventoryIcon from '@mui/icons-material/CategoryOutlined';
import CompareIcon from '@mui/icons-material/CompareArrowsOutlined';
import VoucherIcon from '@mui/icons-material/ConfirmationNumberOutlined';
import DestroyIcon from '@mui/icons-material/DeleteSweepOutlined';
import TerminalIcon from '@mui/icons-material/DevicesOutlined';
import CalendarIcon from '@mui/icons-material/EventOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import GavelIcon from '@mui/icons-material/GavelOutlined';
import GroupIcon from '@mui/icons-material/GroupOutlined';
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined';
import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import InboxIcon from '@mui/icons-material/InboxOutlined';
import MatchIcon from '@mui/icons-material/JoinInnerOutlined';
import NetworkIcon from '@mui/icons-material/LanOutlined';
import ListIcon from '@mui/icons-material/ListAltOutlined';
import DeliverIcon from '@mui/icons-material/LocalShippingOutlined';
import AccessIcon from '@mui/icons-material/ManageSearchOutlined';
import MonitoringIcon from '@mui/icons-material/MonitorHeartOutlined';
import CodeIcon from '@mui/icons-material/PasswordOutlined';
import PortalIcon from '@mui/icons-material/PersonSearchOutlined';
import OfficeIcon from '@mui/icons-material/PlaceOutlined';
import IntakeIcon from '@mui/icons-material/PostAddOutlined';
import QuestionIcon from '@mui/icons-material/QuestionAnswerOutlined';
import ReceiptIcon from '@mui/icons-material/ReceiptLongOutlined';
import ReportIcon from '@mui/icons-material/ReportProblemOutlined';
import TrialIcon from '@mui/icons-material/ScienceOutlined';
import TariffIcon from '@mui/icons-material/SellOutlined';
import CartIcon from '@mui/icons-material/ShoppingCartOutlined';
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined';
import SummaryIcon from '@mui/icons-material/SummarizeOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import VerifiedIcon from '@mui/icons-material/VerifiedOutlined';
import BoardIcon from '@mui/icons-material/ViewColumnOutlined';
import KeyIcon from '@mui/icons-material/VpnKeyOutlined';
import type { Permission } from '#contract/access/permissions';
import type { Me } from '#contract/accounts/schemas';
import type { Bundle } from '../i18n/texts.ts';
import { mayDo } from '../session/me.ts';

type MenuText = keyof Bundle['console']['menu'];

export interface MenuItem {
  readonly to: string;
  readonly label: MenuText;
  readonly icon: SvgIconComponent;
  /** One of these opens it. */
  readonly permission: Permission | readonly Permission[];
  /** Only for people of an institution, or only for everybody else. */
  readonly side?: 'institution' | 'staff';
  readonly badge?: 'cart';
}

export interface MenuGroup {
  readonly label?: MenuText;
  readonly items: readonly MenuItem[];
}

/** The menu as the operators' guide draws it (Dashboard, PNBP, Tagihan, Manajemen Pengguna), and the centre's own. */
export const menuGroups: readonly MenuGroup[] = [
  {
    items: [
      {
        to: '/',
        label: 'dashboard',
        icon: DashboardIcon,
        permission: ['dashboard.read', 'requests.read'],
      },
    ],
  },
  {
    label: 'requests',
    items: [
      { to: '/board', label: 'board', icon: BoardIcon, permission: 'steps.work' },
      { to: '/requests', label: 'queue', icon: InboxIcon, permission: 'requests.read' },
      { to: '/questions', label: 'questions', icon: QuestionIcon, permission: 'requests.intake' },
      { to: '/intake', label: 'intake', icon: IntakeIcon, permission: 'requests.intake' },
      { to: '/counter-codes', label: 'counterCodes', icon: CodeIcon, permission: 'nik-proofs.issue' },
      {
        to: '/photo-destructions',
        label: 'destructions',
        icon: DestroyIcon,
        permission: 'request-log.read',
      },
    ],
  },
  {
    label: 'pnbp',
    items: [
      { to: '/products', label: 'products', icon: InventoryIcon, permission: 'products.read' },
      { to: '/tariffs', label: 'tariffs', icon: TariffIcon, permission: 'tariffs.read' },
      { to: '/cart', label: 'cart', icon: CartIcon, permission: 'cart.use', badge: 'cart' },
      { to: '/orders', label: 'orders', icon: ListIcon, permission: 'orders.read' },
      { to: '/checkouts', label: 'checkouts', icon: FactCheckIcon, permission: 'checkouts.read' },
      { to: '/vouchers', label: 'vouchers', icon: VoucherIcon, permission: 'vouchers.read' },
      {
        to: '/awaiting-handovers',
        label: 'awaitingHandovers',
        icon: DeliverIcon,
        permission: 'handovers.record',
      },
      { to: '/matching-jobs', label: 'matching', icon: MatchIcon, permission: 'matching.read' },
      { to: '/handovers', label: 'handovers', icon: DeliveredIcon, permission: 'handovers.read' },
      { to: '/bills', label: 'bills', icon: ReceiptIcon, permission: 'orders.read', side: 'institution' },
      { to: '/statement', label: 'statement', icon: SummaryIcon, permission: 'statements.read' },
      {
        to: '/reconciliation',
        label: 'reconciliation',
        icon: BalanceIcon,
        permission: 'reconciliations.read',
      },
      { to: '/accesses', label: 'accesses', icon: AccessIcon, permission: 'accesses.read' },
    ],
  },
  {
    label: 'access',
    items: [
      { to: '/portal', label: 'portal', icon: PortalIcon, permission: 'portal.use' },
      { to: '/card-check', label: 'cardCheck', icon: CardIcon, permission: 'portal.use' },
    ],
  },
  {
    label: 'revenue',
    items: [
      { to: '/decisions', label: 'decisions', icon: GavelIcon, permission: 'standing-decisions.read' },
      { to: '/troubled', label: 'troubled', icon: ReportIcon, permission: 'unmatched-payments.read' },
      {
        to: '/unmatched-payments',
        label: 'unmatched',
        icon: HelpIcon,
        permission: 'unmatched-payments.read',
      },
      { to: '/report-imports', label: 'imports', icon: UploadIcon, permission: 'reports.read' },
      { to: '/report-differences', label: 'differences', icon: CompareIcon, permission: 'reports.read' },
      {
        to: '/standing-decisions',
        label: 'standingDecisions',
        icon: VerifiedIcon,
        permission: 'standing-decisions.read',
      },
    ],
  },
  {
    label: 'terminalManagement',
    items: [
      { to: '/networks', label: 'networks', icon: NetworkIcon, permission: 'networks.read' },
      { to: '/terminals', label: 'terminals', icon: TerminalIcon, permission: 'terminals.read' },
      { to: '/credentials', label: 'credentials', icon: KeyIcon, permission: 'credentials.read' },
      { to: '/refusals', label: 'refusals', icon: BlockIcon, permission: 'credentials.manage' },
      { to: '/monitoring', label: 'monitoring', icon: MonitoringIcon, permission: 'monitoring.read' },
    ],
  },
  {
    label: 'administration',
    items: [
      {
        to: '/institutions',
        label: 'institutions',
        icon: AccountBalanceIcon,
        permission: 'institutions.read',
      },
      {
        to: '/institution',
        label: 'institution',
        icon: ApartmentIcon,
        permission: 'institution.own',
        side: 'institution',
      },
      { to: '/trial', label: 'trial', icon: TrialIcon, permission: 'trial.read' },
      { to: '/offices', label: 'offices', icon: OfficeIcon, permission: 'offices.read' },
      { to: '/holidays', label: 'holidays', icon: CalendarIcon, permission: 'calendar.read' },
      { to: '/return-data', label: 'returnData', icon: UploadIcon, permission: 'return-data.read' },
      {
        to: '/semester-reports',
        label: 'semesterReports',
        icon: FactCheckIcon,
        permission: 'semester-reports.read',
      },
      {
        to: '/access-complaints',
        label: 'complaints',
        icon: ComplaintIcon,
        permission: 'complaints.read',
      },
      { to: '/people', label: 'people', icon: GroupIcon, permission: 'people.read' },
      { to: '/audit', label: 'audit', icon: HistoryIcon, permission: 'audit.read' },
    ],
  },
];

const mayOpen = (me: Me, { permission }: MenuItem): boolean =>
  [permission].flat().some((one) => mayDo(me, one as Permission));

/** What this person's menu holds: nothing that his roles do not open. */
export const menuFor = (me: Me): MenuGroup[] =>
  menuGroups
    .map((group) => ({
      ...group,
      items: group.items.filter(
        (item) =>
          mayOpen(me, item) &&
          (item.side === undefined || (item.side === 'institution') === (me.institution !== null)),
      ),
    }))
    .filter((group) => group.items.length > 0);
