import { useState } from 'react';
import { useLogin } from 'react-admin';
import { sentenceOf } from '../data/problems.ts';

/** Signs in and remembers what went wrong; the page moves on by itself when it worked. */
export function useSignIn() {
  const login = useLogin();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = async (email: string, password: string): Promise<void> => {
    setPending(true);
    setProblem(null);
    try {
      await login({ email, password });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : sentenceOf(error));
    } finally {
      setPending(false);
    }
  };
  return { signIn, pending, problem };
}
