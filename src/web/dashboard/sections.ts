/** What the dashboard has, by path; below `/dashboard/articles/` there is one of each article. */
export const sections = [
  { path: '/dashboard', name: 'Readers', title: 'What readers do' },
  { path: '/dashboard/graph', name: 'Graph', title: 'What the graph does' },
  { path: '/dashboard/coverage', name: 'Coverage', title: 'What is covered' },
  { path: '/dashboard/profiles', name: 'Profiles', title: 'What relatedness weighs' },
] as const;

export const articlesPath = '/dashboard/articles/';
