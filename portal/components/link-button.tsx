import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorProps = ButtonProps & AnchorHTMLAttributes<HTMLAnchorElement> & { readonly ref?: Ref<HTMLAnchorElement> };

/** A link to another page that looks like a button: for the one thing that one most wants to do there. */
export const LinkButton = createLink((props: AnchorProps) => <Button component="a" {...props} />);
