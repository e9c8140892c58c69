let ended = false;

/** The server said that the session is over while the person was working; the login page tells him so. */
export const markSessionEnded = (): void => {
  ended = true;
};

export const wasSessionEnded = (): boolean => ended;

export const forgetSessionEnded = (): void => {
  ended = false;
};
