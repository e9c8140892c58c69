import { defaultTheme, type RaThemeOptions } from 'react-admin';

const petrol = '#12424a';
const petrolDark = '#0c3038';
const petrolLight = '#e3eeee';
const ochre = '#8a5a00';
const ink = '#1b2a2e';
const inkSoft = '#52636a';
const line = '#d9e0df';
const paper = '#ffffff';
const ground = '#f4f6f5';

const font =
  '"Source Sans 3", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Helvetica Neue", sans-serif';

/** Colours and measures of ours; text on every ground keeps a contrast of at least 4.5 : 1. */
export const theme: RaThemeOptions = {
  ...defaultTheme,
  sidebar: { width: 252, closedWidth: 56 },
  palette: {
    mode: 'light',
    primary: { main: petrol, dark: petrolDark, light: '#3f7079', contrastText: '#ffffff' },
    secondary: { main: ochre, contrastText: '#ffffff' },
    background: { default: ground, paper },
    text: { primary: ink, secondary: inkSoft },
    divider: line,
    success: { main: '#1f6b3a' },
    warning: { main: '#8a5a00' },
    error: { main: '#a32a22' },
    info: { main: '#1f5c8a' },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: font,
    fontSize: 14,
    h1: { fontSize: '1.6rem', fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.15rem', fontWeight: 650 },
    h3: { fontSize: '1rem', fontWeight: 650 },
    h6: { fontSize: '1.05rem', fontWeight: 650 },
    body1: { fontSize: '0.97rem' },
    body2: { fontSize: '0.9rem' },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    ...defaultTheme.components,
    MuiCssBaseline: {
      styleOverrides: {
        body: { backgroundColor: ground },
        ':focus-visible': { outline: `3px solid ${ochre}`, outlineOffset: 2 },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: { styleOverrides: { root: { border: `1px solid ${line}` } } },
    MuiAppBar: {
      styleOverrides: {
        root: { backgroundColor: petrol, color: '#ffffff', borderBottom: '3px solid #e0b354' },
      },
    },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
    MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: line },
        sizeSmall: {
          padding: '8px 9px',
          fontSize: '0.86rem',
          '&:first-of-type': { paddingLeft: 16 },
          '&:last-of-type': { paddingRight: 16 },
        },
        head: {
          fontSize: '0.72rem',
          fontWeight: 700,
          letterSpacing: '0.04em',
          color: inkSoft,
          backgroundColor: '#eef2f1',
          lineHeight: 1.25,
        },
      },
    },
    MuiTooltip: { styleOverrides: { tooltip: { backgroundColor: petrolDark, fontSize: '0.8rem' } } },
    RaLayout: {
      styleOverrides: {
        root: {
          // react-admin lets a wide table widen the page; here the table scrolls inside its card.
          minWidth: 0,
          '& .RaLayout-content': { padding: '20px 20px 48px', minWidth: 0 },
          '@media (max-width: 899px)': { '& .RaLayout-content': { padding: '12px 12px 40px' } },
        },
      },
    },
    RaSidebar: {
      styleOverrides: {
        root: {
          '& .RaSidebar-fixed': { backgroundColor: paper, borderRight: `1px solid ${line}` },
          // What is left under the bar. Measured in `em`, as react-admin does, it is a pixel more: every page scrolls.
          '@media (min-width: 600px)': { '&, & .RaSidebar-fixed': { height: 'calc(100vh - 48px)' } },
        },
      },
    },
    RaMenuItemLink: {
      styleOverrides: {
        root: {
          borderRadius: 6,
          margin: '1px 8px',
          padding: '7px 12px',
          color: ink,
          fontSize: '0.94rem',
          '&, & .MuiTypography-root': { whiteSpace: 'normal', lineHeight: 1.25 },
          '&.RaMenuItemLink-active': {
            backgroundColor: petrolLight,
            color: petrolDark,
            fontWeight: 650,
            '& .MuiSvgIcon-root': { color: petrol },
          },
        },
      },
    },
  },
};
