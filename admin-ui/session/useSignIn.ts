import { useState } from 'react';
import { useAuthProvider, useLogin } from 'react-admin';
import { request } from '../data/http.ts';
import { codeOf, sentenceOf } from '../data/problems.ts';

const post = (path: string, body: object) =>
  request(`/api/auth/sign-in/${path}`, { method: 'POST', body: JSON.stringify(body) });

/** The two steps of signing in, of which most people have the first alone. `signedIn` is called when it worked. */
function useSteps(signedIn: () => Promise<unknown>) {
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<boolean>): Promise<void> => {
    setPending(true);
    setProblem(null);
    try {
      if (await work()) await signedIn();
    } catch (error) {
      // The challenge is over: only the password opens another one.
      if (codeOf(error) === 'SIGN_IN_OVER') setStep('password');
      setProblem(error instanceof Error ? error.message : sentenceOf(error));
    } finally {
      setPending(false);
    }
  };
  return {
    step,
    pending,
    problem,
    signIn: (email: string, password: string) =>
      run(async () => {
        const { json } = await post('email', { email, password });
        const codeNeeded = (json as { codeNeeded?: boolean }).codeNeeded === true;
        if (codeNeeded) setStep('code');
        return !codeNeeded;
      }),
    giveCode: (code: string) => run(() => post('two-factor', { code }).then(() => true)),
    back: () => {
      setStep('password');
      setProblem(null);
    },
  };
}

export type SignInSteps = ReturnType<typeof useSteps>;

/** Signs in at the login page; the page moves on by itself when it worked. */
export function useSignIn(): SignInSteps {
  const login = useLogin();
  return useSteps(() => login({}));
}

/** Signs the same person in again over a page that stays; `done` is called when it worked. */
export function useSignInAgain(done: () => void): SignInSteps {
  const authProvider = useAuthProvider();
  return useSteps(async () => {
    await authProvider?.login({});
    done();
  });
}
