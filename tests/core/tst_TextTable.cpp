#include <string>

#include <normscope/experiment/TextTable.h>

#include "../support/Expect.h"

using namespace normscope;

class tst_TextTable : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void headerAlone()
    {
        COMPARE_TEXT(TextTable({"a", "bcd"}).text(), "a  bcd\n"
                                                     "──────\n");
    }

    void numbersToTheRight()
    {
        TextTable table({"", "with BN", "without"});
        table.addRow({"loss", "0.5", "12.25"});
        table.addRow({"parameters", "235,914", "235,146"});
        COMPARE_TEXT(table.text(), "            with BN  without\n"
                                   "────────────────────────────\n"
                                   "loss            0.5    12.25\n"
                                   "parameters  235,914  235,146\n");
    }

    /// A character is one column wide however many bytes it takes.
    void widthsOfCharacters()
    {
        TextTable table({"γ und β", "Größe"});
        table.addRow({"x", "—"});
        table.addRow({"abcdefg", "3×3"});
        table.addRow({"𝛾", "€"});  // four and three bytes
        COMPARE_TEXT(table.text(), "γ und β  Größe\n"
                                   "──────────────\n"
                                   "x            —\n"
                                   "abcdefg    3×3\n"
                                   "𝛾            €\n");
    }

    void rules()
    {
        TextTable table({"a", "b"});
        table.addRow({"1", "2"});
        table.addRule();
        table.addRow({"3", "4"});
        COMPARE_TEXT(table.text(), "a  b\n"
                                   "────\n"
                                   "1  2\n"
                                   "────\n"
                                   "3  4\n");
    }

    void leftColumns()
    {
        TextTable table({"name", "note", "n"});
        table.alignLeft(1);
        table.addRow({"x", "long note", "10"});
        table.addRow({"yy", "s", "5"});
        COMPARE_TEXT(table.text(), "name  note        n\n"
                                   "───────────────────\n"
                                   "x     long note  10\n"
                                   "yy    s           5\n");
    }

    /// Nothing but the text at the end of a line whose last column goes to the left.
    void leftColumnAtTheEnd()
    {
        TextTable table({"n", "note"});
        table.alignLeft(1);
        table.addRow({"1", "a longer one"});
        table.addRow({"2", "short"});
        COMPARE_TEXT(table.text(), "n  note\n"
                                   "───────────────\n"
                                   "1  a longer one\n"
                                   "2  short\n");
    }

    void missingCells()
    {
        TextTable table({"a", "b", "c"});
        table.alignLeft(2);
        table.addRow({"1"});
        table.addRow({});
        COMPARE_TEXT(table.text(), "a  b  c\n"
                                   "───────\n"
                                   "1     \n"
                                   "      \n");
    }
};

QTEST_GUILESS_MAIN(tst_TextTable)
#include "tst_TextTable.moc"
