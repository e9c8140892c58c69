import { QueryClient } from '@tanstack/react-query';
import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { accessComplaints } from './access-complaints/index.ts';
import { accesses } from './accesses/index.ts';
import { AccountPage } from './account/index.ts';
import { audit } from './audit/index.ts';
import { BillsPage } from './bills/index.ts';
import { BoardPage } from './board/index.ts';
import { CartPage } from './cart/index.ts';
import { checkouts } from './checkouts/index.ts';
import { CounterCodePage } from './counter-codes/index.ts';
import { credentials } from './credentials/index.ts';
import { DashboardPage } from './dashboard/index.ts';
import { dataProvider } from './data/data-provider.ts';
import { retryFailed } from './data/retry.ts';
import { awaitingHandovers, handovers } from './handovers/index.ts';
import { holidays } from './holidays/index.ts';
import { i18nProvider } from './i18n/provider.ts';
import { InstitutionPage } from './institution/index.ts';
import { institutions } from './institutions/index.ts';
import { IntakePage } from './intake/index.ts';
import { matchingJobs } from './matching/index.ts';
import { MonitoringPage, RefusalsPage } from './monitoring/index.ts';
import { networks } from './networks/index.ts';
import { offices } from './offices/index.ts';
import { DecisionsPage, orders, TroubledPage } from './orders/index.ts';
import { people } from './people/index.ts';
import { photoDestructions } from './photo-destructions/index.ts';
import { CardPage, PortalPage, SearchPage } from './portal/index.ts';
import { OrderFormPage, ProductsPage } from './products/index.ts';
import { ReconciliationPage } from './reconciliation/index.ts';
import { reportDifferences } from './report-differences/index.ts';
import { reportImports } from './report-imports/index.ts';
import { QuestionsPage, requests } from './requests/index.ts';
import { returnData } from './return-data/index.ts';
import { semesterReports } from './semester-reports/index.ts';
import { authProvider } from './session/auth-provider.ts';
import { LoginPage } from './session/LoginPage.tsx';
import { DeniedPage, MissingPage } from './shell/ErrorPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { theme } from './shell/theme.ts';
import { standingDecisions } from './standing-decisions/index.ts';
import { StatementPage } from './statements/index.ts';
import { tariffs } from './tariffs/index.ts';
import { terminals } from './terminals/index.ts';
import { TrialPage } from './trial/index.ts';
import { unmatchedPayments } from './unmatched-payments/index.ts';
import { vouchers } from './vouchers/index.ts';

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: retryFailed, staleTime: 5_000, refetchOnWindowFocus: true } },
});
const store = localStorageStore('1', 'loket');

/** The console: a table of resources and of the pages that are none. Each page is fetched when first opened. */
export const App = () => (
  <Admin
    accessDenied={DeniedPage}
    authProvider={authProvider}
    catchAll={MissingPage}
    dashboard={DashboardPage}
    dataProvider={dataProvider}
    darkTheme={null}
    disableTelemetry
    i18nProvider={i18nProvider}
    layout={Shell}
    loginPage={LoginPage}
    queryClient={queryClient}
    requireAuth
    store={store}
    theme={theme}
    title="Loket Dukcapil"
  >
    <Resource name="orders" {...orders} />
    <Resource name="vouchers" {...vouchers} />
    <Resource name="checkouts" {...checkouts} />
    <Resource name="unmatched-payments" {...unmatchedPayments} />
    <Resource name="report-imports" {...reportImports} />
    <Resource name="report-differences" {...reportDifferences} />
    <Resource name="standing-decisions" {...standingDecisions} />
    <Resource name="tariffs" {...tariffs} />
    <Resource name="matching-jobs" {...matchingJobs} />
    <Resource name="awaiting-handovers" {...awaitingHandovers} />
    <Resource name="handovers" {...handovers} />
    <Resource name="institutions" {...institutions} />
    <Resource name="offices" {...offices} />
    <Resource name="holidays" {...holidays} />
    <Resource name="return-data" {...returnData} />
    <Resource name="semester-reports" {...semesterReports} />
    <Resource name="people" {...people} />
    <Resource name="networks" {...networks} />
    <Resource name="terminals" {...terminals} />
    <Resource name="credentials" {...credentials} />
    <Resource name="audit" {...audit} />
    <Resource name="requests" {...requests} />
    <Resource name="accesses" {...accesses} />
    <Resource name="photo-destructions" {...photoDestructions} />
    <Resource name="access-complaints" {...accessComplaints} />
    <CustomRoutes>
      <Route path="/account" element={<AccountPage />} />
      <Route path="/products" element={<ProductsPage />} />
      <Route path="/products/:id/order" element={<OrderFormPage />} />
      <Route path="/cart" element={<CartPage />} />
      <Route path="/bills" element={<BillsPage />} />
      <Route path="/statement" element={<StatementPage />} />
      <Route path="/reconciliation" element={<ReconciliationPage />} />
      <Route path="/troubled" element={<TroubledPage />} />
      <Route path="/decisions" element={<DecisionsPage />} />
      <Route path="/institution" element={<InstitutionPage />} />
      <Route path="/monitoring" element={<MonitoringPage />} />
      <Route path="/refusals" element={<RefusalsPage />} />
      <Route path="/trial" element={<TrialPage />} />
      <Route path="/intake" element={<IntakePage />} />
      <Route path="/counter-codes" element={<CounterCodePage />} />
      <Route path="/questions" element={<QuestionsPage />} />
      <Route path="/board" element={<BoardPage />} />
      <Route path="/portal" element={<PortalPage />} />
      <Route path="/portal/search" element={<SearchPage />} />
      <Route path="/card-check" element={<CardPage />} />
    </CustomRoutes>
  </Admin>
);
