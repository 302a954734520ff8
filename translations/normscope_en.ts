<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChartTexts</name>
    <message numerus="yes">
        <source>Lines: %n fixed test samples; with marks: the whole test set</source>
        <translation>
            <numerusform>Lines: %n fixed test samples; with marks: the whole test set</numerusform>
            <numerusform>Lines: %n fixed test samples; with marks: the whole test set</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Faint: every iteration; bold: mean of the last %n</source>
        <translation>
            <numerusform>Faint: every iteration; bold: mean of the last %n</numerusform>
            <numerusform>Faint: every iteration; bold: mean of the last %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After equal training time, means of the last %n iterations</source>
        <translation>
            <numerusform>After equal training time, means of the last %n iterations</numerusform>
            <numerusform>After equal training time, means of the last %n iterations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Means of the last %n iterations</source>
        <translation>
            <numerusform>Means of the last %n iterations</numerusform>
            <numerusform>Means of the last %n iterations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of means of the last %n iterations</source>
        <translation>
            <numerusform>of every iteration</numerusform>
            <numerusform>of means of the last %n iterations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExperimentTitles</name>
    <message numerus="yes">
        <source>%n seeds</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epochs</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForecastTexts</name>
    <message numerus="yes">
        <source>%n networks</source>
        <translation>
            <numerusform>%n network</numerusform>
            <numerusform>%n networks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seeds</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n more</numerusform>
            <numerusform>… %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkTexts</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layers</source>
        <extracomment>A part of a network with the number of its layers: &quot;stage1: 6 layers&quot;</extracomment>
        <translation>
            <numerusform>%1: %n layer</numerusform>
            <numerusform>%1: %n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportBuilder</name>
    <message numerus="yes">
        <source>What batch normalization changes: %n experiments</source>
        <translation>
            <numerusform>What batch normalization changes: %n experiment</numerusform>
            <numerusform>What batch normalization changes: %n experiments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportDiscussion</name>
    <message numerus="yes">
        <source>%n seeds were run; the intervals say how much is still open.</source>
        <translation>
            <numerusform>%n seed was run; the intervals say how much is still open.</numerusform>
            <numerusform>%n seeds were run; the intervals say how much is still open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportFindings</name>
    <message numerus="yes">
        <source>(Means over %n seeds.)</source>
        <translation>
            <numerusform>(Values of %n seed.)</numerusform>
            <numerusform>(Means over %n seeds.)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no difference in any of the %n seeds.</source>
        <translation>
            <numerusform>There is no difference in the %n seed.</numerusform>
            <numerusform>There is no difference in any of the %n seeds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n seeds this is not distinguishable from chance at the 5 % level (sign-flip test, %1).</source>
        <translation>
            <numerusform>Over %n seed this is not distinguishable from chance at the 5 % level (sign-flip test, %1).</numerusform>
            <numerusform>Over %n seeds this is not distinguishable from chance at the 5 % level (sign-flip test, %1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n seeds this is more than chance would explain at the 5 % level (sign-flip test, %1).</source>
        <translation>
            <numerusform>Over %n seed this is more than chance would explain at the 5 % level (sign-flip test, %1).</numerusform>
            <numerusform>Over %n seeds this is more than chance would explain at the 5 % level (sign-flip test, %1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below p = %1 with them, so run at least %2.</source>
        <translation>
            <numerusform>%n seed is too few for a conclusion at the 5 % level: the sign-flip test cannot go below p = %1 with it, so run at least %2.</numerusform>
            <numerusform>%n seeds are too few for a conclusion at the 5 % level: the sign-flip test cannot go below p = %1 with them, so run at least %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportResults</name>
    <message numerus="yes">
        <source>%n pairs are left out of all comparisons, because one of their runs did not reach its end.</source>
        <translation>
            <numerusform>%n pair is left out of all comparisons, because one of its runs did not reach its end.</numerusform>
            <numerusform>%n pairs are left out of all comparisons, because one of their runs did not reach its end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportAllDialog</name>
    <message numerus="yes">
        <source>%n figure(s):</source>
        <translation>
            <numerusform>%n figure:</numerusform>
            <numerusform>%n figures:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are there already and will be replaced.</source>
        <translation>
            <numerusform>%n file is there already and will be replaced.</numerusform>
            <numerusform>%n files are there already and will be replaced.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::KeptSession</name>
    <message numerus="yes">
        <source>%n experiments of the last time could not be opened again.</source>
        <translation>
            <numerusform>%n experiment of the last time could not be opened again.</numerusform>
            <numerusform>%n experiments of the last time could not be opened again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n experiments wait in the queue: they will not be trained.</source>
        <translation>
            <numerusform>%n experiment waits in the queue: it will not be trained.</numerusform>
            <numerusform>%n experiments wait in the queue: they will not be trained.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::ResultsPanel</name>
    <message numerus="yes">
        <source>Show the %n experiments that there are</source>
        <translation>
            <numerusform>Show the %n experiment that there is</numerusform>
            <numerusform>Show the %n experiments that there are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunAboutDialog</name>
    <message numerus="yes">
        <source>Tags and notes of %n experiments</source>
        <translation>
            <numerusform>Tags and notes of %n experiment</numerusform>
            <numerusform>Tags and notes of %n experiments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunHistory</name>
    <message numerus="yes">
        <source>Delete %n experiments</source>
        <translation>
            <numerusform>Delete %n experiment</numerusform>
            <numerusform>Delete %n experiments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n experiments.</source>
        <translation>
            <numerusform>Deleted %n experiment.</numerusform>
            <numerusform>Deleted %n experiments.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunNotices</name>
    <message numerus="yes">
        <source>And %n more: see the tab Table.</source>
        <translation>
            <numerusform>And %n more: see the tab Table.</numerusform>
            <numerusform>And %n more: see the tab Table.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunsPanel</name>
    <message numerus="yes">
        <source>None of %n experiments is like that.</source>
        <extracomment>Below the filter of the runs</extracomment>
        <translation>
            <numerusform>The %n experiment is not like that.</numerusform>
            <numerusform>None of %n experiments is like that.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n experiments</source>
        <translation>
            <numerusform>%1 of %n experiment</numerusform>
            <numerusform>%1 of %n experiments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags and notes of %n experiments…</source>
        <translation>
            <numerusform>Tags and notes of %n experiment…</numerusform>
            <numerusform>Tags and notes of %n experiments…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags and notes of %n experiments</source>
        <translation>
            <numerusform>Tags and notes of %n experiment</numerusform>
            <numerusform>Tags and notes of %n experiments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::TableTab</name>
    <message numerus="yes">
        <source>Mean of %n seed(s)</source>
        <translation>
            <numerusform>Mean of %n seed</numerusform>
            <numerusform>Mean of %n seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::TrainingController</name>
    <message numerus="yes">
        <source>%n cases of this experiment have not been trained yet. Train them now?</source>
        <translation>
            <numerusform>%n case of this experiment has not been trained yet. Train it now?</numerusform>
            <numerusform>%n cases of this experiment have not been trained yet. Train them now?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End this training; what there is stays. %n more wait, and the next begins</source>
        <translation>
            <numerusform>End this training; what there is stays. %n more waits, and begins</numerusform>
            <numerusform>End this training; what there is stays. %n more wait, and the next begins</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::TuningTab</name>
    <message numerus="yes">
        <source>(Mean of %n seeds.)</source>
        <translation>
            <numerusform>(Of %n seed.)</numerusform>
            <numerusform>(Mean of %n seeds.)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>normscope::ui::VariantLines</name>
    <message numerus="yes">
        <source>mean test accuracy of %n seed(s)</source>
        <translation>
            <numerusform>test accuracy of %n seed</numerusform>
            <numerusform>mean test accuracy of %n seeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>so far, on %n test images</source>
        <translation>
            <numerusform>so far, on %n test image</numerusform>
            <numerusform>so far, on %n test images</numerusform>
        </translation>
    </message>
</context>
</TS>
