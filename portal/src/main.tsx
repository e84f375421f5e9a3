import { createRoot } from 'react-dom/client';
import { Routes } from './routes.tsx';
import './ui/tokens.css';
import './ui/base.css';
import { activateLocale, rememberedLocale, WordsProvider } from './words.tsx';

await activateLocale(rememberedLocale());

createRoot(document.getElementById('root')!).render(
  <WordsProvider>
    <Routes />
  </WordsProvider>,
);
