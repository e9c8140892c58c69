import { actHandlers } from './act.ts';
import { cartHandlers } from './cart.ts';
import { checkoutHandlers } from './checkouts.ts';
import { dashboardHandlers } from './dashboard.ts';
import { documentHandlers } from './documents.ts';
import { fileHandlers } from './files.ts';
import { orderDetailHandlers } from './order-detail.ts';
import { orderListHandlers } from './orders.ts';
import { paymentInquiryHandlers } from './payment-inquiry.ts';
import { productHandlers } from './products.ts';
import { reorderHandlers } from './reorder.ts';
import { voucherHandlers } from './vouchers.ts';

/** The way of an order through the API: product, cart, checkout, order, acts, papers, voucher. */
export const orderHandlers = [
  ...dashboardHandlers,
  ...productHandlers,
  ...cartHandlers,
  ...checkoutHandlers,
  ...orderListHandlers,
  ...orderDetailHandlers,
  ...actHandlers,
  ...paymentInquiryHandlers,
  ...reorderHandlers,
  ...documentHandlers,
  ...fileHandlers,
  ...voucherHandlers,
];
