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
    <name>normscope::ui::RunCard</name>
    <message numerus="yes">
        <source>mean test accuracy of %n seed(s)</source>
        <translation>
            <numerusform>mean test accuracy of %n seed</numerusform>
            <numerusform>mean test accuracy of %n seeds</numerusform>
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
    <name>normscope::ui::TableTab</name>
    <message numerus="yes">
        <source>Mean of %n seed(s)</source>
        <translation>
            <numerusform>Mean of %n seed</numerusform>
            <numerusform>Mean of %n seeds</numerusform>
        </translation>
    </message>
</context>
</TS>
