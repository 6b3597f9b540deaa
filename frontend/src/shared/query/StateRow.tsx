/** The states of the life cycle that a person may be in. */
import { useTranslation } from "react-i18next";
import { STATES, useStateWord } from "@/shared/lifecycle";
import { Finder } from "./Finder";
import css from "./query.module.css";

interface Props {
  value: readonly string[];
  onChange: (states: string[]) => void;
  fresh?: boolean;
}

export function StateRow({ value, onChange, fresh }: Props) {
  const { t } = useTranslation("query");
  const word = useStateWord();
  return (
    <div className={css.row}>
      <span className={css.word}>{t("state")}</span>
      <Finder
        label={t("state")}
        shown={value.length ? value.map(word).join(t("say.or")) : t("chooseState")}
        unset={!value.length}
        options={STATES.map((state) => ({ key: state, value: state as string, text: word(state) }))}
        chosen={value}
        several
        onChoose={(state) => onChange(value.includes(state) ? value.filter((each) => each !== state) : [...value, state])}
        startOpen={fresh}
        foot={t("severalKeys")}
      />
    </div>
  );
}
