/** The seed, apart: it imports the generated client, which a fresh clone has only after `generateClient`. */
export {
  type DemoAccount,
  demoAccounts,
  demoCredentials,
  demoPassword,
  demoSecret,
  seed,
  seedReference,
} from '#prisma/seed';
export { exampleTariffCodes } from '#prisma/seed/catalogue';
