/** One condition that is no group: a property, something done or not done, a sequence, a segment, a tag, a state. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, PersonTest, Test } from "./condition";
import { DidRow } from "./DidRow";
import { Finder } from "./Finder";
import { PropertyPicker } from "./PropertyPicker";
import css from "./query.module.css";
import { SegmentPicker } from "./SegmentPicker";
import { SequenceRow } from "./SequenceRow";
import { StateRow } from "./StateRow";
import { TagRow } from "./TagRow";
import { newTest, TestEditor } from "./TestEditor";

interface Props {
  value: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
  /** Just added: begin with its first choice. */
  fresh?: boolean;
}

export function ConditionRow({ value, onChange, onRemove, fresh }: Props) {
  const { t } = useTranslation("query");
  const denied = "not" in value;
  const inner = denied ? value.not : value;
  const put = (next: Condition) => onChange(denied ? { not: next } : next);
  const deny = (not: boolean) => onChange(not ? { not: inner } : inner);
  const denial = (yes: string, no: string) => (
    <Finder
      label={t("doesHold")}
      shown={denied ? no : yes}
      onSearch={false}
      options={[false, true].map((not) => ({ key: String(not), value: not, text: not ? no : yes }))}
      chosen={[String(denied)]}
      onChoose={deny}
    />
  );
  let body: ReactNode;
  if ("segment" in inner)
    body = (
      <>
        {denial(t("inSegment"), t("notInSegment"))}
        <SegmentPicker value={inner.segment} startOpen={fresh} onChange={(segment) => put({ segment })} />
      </>
    );
  else if ("sequence" in inner) body = <SequenceRow value={inner} onChange={put} verb={denial(t("didInOrder"), t("didNotInOrder"))} fresh={fresh} />;
  else {
    const not = denied ? <Button size="small" onClick={() => deny(false)} title={t("takeNotAway")}>{t("not")}</Button> : null;
    body = (
      <>
        {not}
        {"did" in inner ? <DidRow value={inner} onChange={put} fresh={fresh} /> : null}
        {"person" in inner ? <PersonRow value={inner} onChange={put} fresh={fresh} /> : null}
        {"tag" in inner ? <TagRow value={inner} onChange={put} fresh={fresh} /> : null}
        {"state" in inner ? <StateRow value={inner.state} onChange={(state) => put({ state })} fresh={fresh} /> : null}
      </>
    );
  }
  return (
    <div className={css.condition}>
      <div className={css.body}>{body}</div>
      <Button type="text" size="small" className={css.calm} icon={<CloseOutlined />} aria-label={t("removeCondition")} onClick={onRemove} />
    </div>
  );
}

function PersonRow({ value, onChange, fresh }: { value: PersonTest; onChange: (next: PersonTest) => void; fresh?: boolean }) {
  const { t } = useTranslation("query");
  const { person, ...asked } = value;
  const told = ({ property, ...rest }: Test) => onChange({ person: property, ...rest });
  if (!person)
    return <PropertyPicker of={["person"]} label={t("personProperty")} startOpen={fresh} onChange={(chosen) => told(newTest(chosen))} />;
  return <TestEditor of="person" value={{ property: person, ...asked }} fresh={fresh} onChange={told} />;
}
