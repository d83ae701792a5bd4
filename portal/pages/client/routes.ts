export const clientRoutes = [] as const;
