#include <QFile>
#include <QTemporaryDir>
#include <bit>
#include <clocale>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <normscope/experiment/Csv.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;

namespace
{

/// Numbers as in German: 1.234,5.
class GermanNumbers : public std::numpunct<char>
{
  protected:
    [[nodiscard]] char do_decimal_point() const override { return ','; }
    [[nodiscard]] char do_thousands_sep() const override { return '.'; }
    [[nodiscard]] std::string do_grouping() const override { return "\3"; }
};

/// Makes German the language of C++ numbers while it lives, and of C's as far as the machine knows it.
class GermanLocale
{
  public:
    GermanLocale()
        : m_before(std::locale::global(std::locale(std::locale::classic(), new GermanNumbers)))
    {
        (void)std::setlocale(LC_ALL, "de_DE.UTF-8");
    }
    ~GermanLocale()
    {
        std::locale::global(m_before);
        (void)std::setlocale(LC_ALL, "C");
    }
    GermanLocale(const GermanLocale&) = delete;
    GermanLocale& operator=(const GermanLocale&) = delete;

  private:
    std::locale m_before;
};

/// The text as RFC 4180 reads one field, if it is quoted right; a mark otherwise.
std::string unquoted(const std::string& field)
{
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
        return field;
    }
    if (field.size() < 2 || field.front() != '"' || field.back() != '"') {
        return "(not quoted)";
    }
    std::string text;
    for (std::size_t i = 1; i + 1 < field.size(); ++i) {
        if (field[i] == '"' && (i + 2 >= field.size() || field[++i] != '"')) {
            return "(single quote inside)";
        }
        text += field[i];
    }
    return text;
}

}  // namespace

class tst_Csv : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void line()
    {
        CsvLine line;
        line.add(std::int64_t{-7}).add(0.1F).add(0.1).addEmpty().add(std::string_view("text")).addEmpty();
        COMPARE_TEXT(line.take(), "-7,0.1,0.1,,text,\n");
        // The same object makes the next line.
        COMPARE_TEXT(line.addEmpty().add(std::numeric_limits<std::int64_t>::max()).take(), ",9223372036854775807\n");
        COMPARE_TEXT(line.take(), "\n");
    }

    void quoting_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << "plain"
                               << "plain";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("blanks") << " a b "
                                << " a b ";
        QTest::newRow("comma") << "a,b"
                               << R"("a,b")";
        QTest::newRow("quote") << R"(say "no")"
                               << R"("say ""no""")";
        QTest::newRow("quotes alone") << R"("")"
                                      << R"("""""")";
        QTest::newRow("end of a line") << "a\nb"
                                       << "\"a\nb\"";
        QTest::newRow("return") << "a\rb"
                                << "\"a\rb\"";
        QTest::newRow("umlaut") << "größe;x"
                                << "größe;x";
    }

    void quoting()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        CsvLine line;
        const std::string made = line.add(std::string_view(text.toStdString())).take();
        COMPARE_TEXT(made, field + "\n");
        COMPARE_TEXT(unquoted(made.substr(0, made.size() - 1)), text);
    }

    void numbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("field");
        QTest::newRow("0") << 0.0 << "0";
        QTest::newRow("-0") << -0.0 << "-0";
        QTest::newRow("1") << 1.0 << "1";
        QTest::newRow("sum") << 0.1 + 0.2 << "0.30000000000000004";
        QTest::newRow("third") << 1.0 / 3 << "0.3333333333333333";
        QTest::newRow("thousands") << 1234567.5 << "1234567.5";
        QTest::newRow("small") << 1e-5 << "1e-05";
        QTest::newRow("largest") << std::numeric_limits<double>::max() << "1.7976931348623157e+308";
        QTest::newRow("smallest") << std::numeric_limits<double>::denorm_min() << "5e-324";
        QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << "nan";
        QTest::newRow("-nan") << std::copysign(std::numeric_limits<double>::quiet_NaN(), -1.0) << "nan";
        QTest::newRow("inf") << std::numeric_limits<double>::infinity() << "inf";
        QTest::newRow("-inf") << -std::numeric_limits<double>::infinity() << "-inf";
    }

    void numbers()
    {
        QFETCH(double, value);
        QFETCH(QString, field);
        CsvLine line;
        COMPARE_TEXT(line.add(value).take(), field + "\n");
    }

    /// Written and read with a comma as the locale's decimal point, every number comes back to the bit.
    void roundTripInAGermanLocale()
    {
        const GermanLocale german;
        COMPARE_TEXT((std::ostringstream() << 1234.5).str(), "1.234,5");  // the locale is in force
        auto file = CsvFile::create(path(), "iteration,double,float");
        VERIFY_OK(file);
        std::vector<double> doubles;
        std::vector<float> floats;
        std::uint64_t bits = 88172645463325252U;  // Marsaglia's xorshift
        for (int i = 0; i < 2000; ++i) {
            bits ^= bits << 13U;
            bits ^= bits >> 7U;
            bits ^= bits << 17U;
            const auto number = std::bit_cast<double>(bits);
            const auto single = std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32U));
            doubles.push_back(number);
            floats.push_back(single);
            CsvLine line;
            VERIFY_OK(file->append(line.add(std::int64_t{1'000'000} + i).add(number).add(single)));
        }
        VERIFY_OK(file->flush());
        const auto rows = readNumbers(path(), {"iteration", "double", "float"});
        VERIFY_OK(rows);
        QCOMPARE(rows->size(), doubles.size());
        for (std::size_t i = 0; i < doubles.size(); ++i) {
            const auto& row = (*rows)[i];
            QVERIFY(row[0] == 1'000'000 + static_cast<double>(i));
            QVERIFY(std::isnan(doubles[i]) ? std::isnan(row[1]) : row[1] == doubles[i]);
            QVERIFY(std::isnan(floats[i]) ? std::isnan(row[2]) : static_cast<float>(row[2]) == floats[i]);
        }
        QVERIFY(!contentOf(m_folder.filePath("table.csv")).contains("1.000.000"));
    }

    void headerAtOnceLinesAfterAFlush()
    {
        auto file = CsvFile::create(path(), "a,b");
        VERIFY_OK(file);
        QCOMPARE(content(), QByteArray("a,b\n"));
        CsvLine line;
        VERIFY_OK(file->append(line.add(1.5).add(2.5)));
        QCOMPARE(content(), QByteArray("a,b\n"));
        VERIFY_OK(file->flush());
        QCOMPARE(content(), QByteArray("a,b\n1.5,2.5\n"));
        {
            CsvFile last = std::move(*file);
            VERIFY_OK(last.append(line.add(3.5).add(4.5)));
        }
        QCOMPARE(content(), QByteArray("a,b\n1.5,2.5\n3.5,4.5\n"));  // closed
    }

    void anOlderFileIsReplaced()
    {
        write("old\n1\n2\n3\n");
        VERIFY_OK(CsvFile::create(path(), "new"));
        QCOMPARE(content(), QByteArray("new\n"));
    }

    void fileThatCannotBeMade()
    {
        COMPARE_ERROR(CsvFile::create(m_folder.filePath("absent/table.csv").toStdString(), "a"), ErrorCode::Io,
                      m_folder.filePath("absent/table.csv") + ": cannot be written: No such file or directory");
        VERIFY_ERROR(CsvFile::create(m_folder.path().toStdString(), "a"), ErrorCode::Io, "Is a directory");
        if (QFile::exists("/dev/full")) {
            COMPARE_ERROR(CsvFile::create("/dev/full", "a"), ErrorCode::Io,
                          "/dev/full: cannot be written: No space left on device");
        }
    }

    void read_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");  // "1,2;3,4"
        QTest::newRow("header alone") << QByteArray("a,b\n") << "";
        QTest::newRow("lines") << QByteArray("a,b\n1,2\n-3.5,4e2\n") << "1,2;-3.5,400";
        QTest::newRow("unfinished line of fields") << QByteArray("a,b\n1,2\n3,4") << "1,2";
        QTest::newRow("unfinished line of rubbish") << QByteArray("a,b\n1,2\nxyz") << "1,2";
        QTest::newRow("unfinished first line") << QByteArray("a,b\n1,") << "";
        QTest::newRow("blanks around") << QByteArray("a,b\n 1 ,\t2\n") << "1,2";
        QTest::newRow("other order") << QByteArray("b,a\n2,1\n") << "1,2";
        QTest::newRow("other columns between")
            << QByteArray("x,b,text,a\n0,2,\"word, \"\"1\"\"\",1\n,4,,3\n") << "1,2;3,4";
        QTest::newRow("quoted names") << QByteArray("\"a\", b\n1,2\n") << "1,2";
        QTest::newRow("as on Windows") << QByteArray("a,b\r\n1,2\r\n3,4\r\n") << "1,2;3,4";
        QTest::newRow("byte-order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a,b\n1,2\n")
                                         << "1,2";
        QTest::newRow("not finite") << QByteArray("a,b\nnan,inf\n-inf,0\n") << "nan,inf;-inf,0";
    }

    void read()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, rows);
        write(text);
        const auto table = readNumbers(path(), {"a", "b"});
        VERIFY_OK(table);
        QStringList shown;
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = (*table)[i];
            QCOMPARE(row.size(), std::size_t{2});
            shown << QString::number(row[0]) + "," + QString::number(row[1]);
        }
        QCOMPARE(shown.join(';'), rows);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const QByteArray& text, const char* reason) {
            QTest::newRow(name) << text << reason;
        };
        row("empty", "", "line 1 is missing, expected 'a,b'");
        row("header without its end", "a,b", "line 1 is missing, expected 'a,b'");
        row("other header", "a,c\n1,2\n", "line 1 has no column 'b': it is 'a,c'");
        row("no header", "1,2\n", "line 1 has no column 'a': it is '1,2'");
        row("long header", QByteArray(100, 'x') + "\n",
            "line 1 has no column 'a': it is "
            "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'");
        row("doubled column", "a,b,a\n1,2,3\n", "line 1 names the column 'a' twice");
        row("many columns", "a,b" + QByteArray(1'000, ',') + "\n", "line 1 names more than 1000 columns");
        row("two byte-order marks",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "a,b\n",
            "line 1 has no column 'a'");
        row("too few fields", "a,b\n1,2\n3\n", "line 3 has 1 fields, expected 2");
        row("too many fields", "a,b\n1,2,3\n", "line 2 has 3 fields, expected 2");
        row("empty field", "a,b\n1,\n", "line 2 has '' where a number is expected");
        row("empty line", "a,b\n1,2\n\n3,4\n", "line 3 has '' where a number is expected");
        row("word", "a,b\n1,2\n3,4\n5,six\n", "line 4 has 'six' where a number is expected");
        row("German number", "a,b\n1;5,2\n", "line 2 has '1;5' where a number is expected");
        row("quoted number", "a,b\n\"1\",2\n", "line 2 has '\"1\"' where a number is expected");
        row("hexadecimal", "a,b\n0x10,2\n", "line 2 has '0x10' where a number is expected");
        row("too large", "a,b\n1e999,2\n", "line 2 has '1e999' where a number is expected");
        row("named NaN", "a,b\nnan(1),2\n", "line 2 has 'nan(1)' where a number is expected");
        row("zero byte", QByteArray("a,b\n1\0,2\n", 9), "line 2 has ");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        write(text);
        VERIFY_ERROR(readNumbers(path(), {"a", "b"}), ErrorCode::Data, m_folder.filePath("table.csv") + ": " + reason);
    }

    /// What is cut off anywhere gives an error or the whole lines before that.
    void everyTruncation()
    {
        const QByteArray whole("a,b\n1,2\n-3.5,4e2\nnan,inf\n");
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            const QByteArray part = whole.left(length);
            write(part);
            const auto table = readNumbers(path(), {"a", "b"});
            QCOMPARE(table.has_value(), part.contains('\n'));
            if (table) {
                QCOMPARE(static_cast<qsizetype>(table->size()), part.count('\n') - 1);
            }
        }
    }

    /// Read, a line of commas must not take memory of its own for each.
    void manyFields()
    {
        write("a,b\n" + QByteArray(1'000'000, ',') + "\n");
        VERIFY_ERROR(readNumbers(path(), {"a", "b"}), ErrorCode::Data, "line 2 has '' where a number is expected");
        write("a,b\n" + QByteArray("1,").repeated(500'000) + "1\n");
        VERIFY_ERROR(readNumbers(path(), {"a", "b"}), ErrorCode::Data, "line 2 has 500001 fields, expected 2");
    }

    /// A run that is gone on with may have come from elsewhere.
    void linksAreNotWrittenThrough()
    {
        write("a,b\n1,2\n");
        const QString link = m_folder.filePath("link.csv");
        QFile::remove(link);
        QVERIFY(QFile::link("table.csv", link));
        VERIFY_ERROR(CsvFile::create(link.toStdString(), "x"), ErrorCode::Io, "link.csv: cannot be written: is a link");
        VERIFY_ERROR(CsvFile::goOn(link.toStdString(), "a,b", 4), ErrorCode::Io,
                     "link.csv: cannot be written: is a link");
        QCOMPARE(content(), QByteArray("a,b\n1,2\n"));
    }

    void otherBytesAreNotGoneOnWith_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("CRLF") << QByteArray("a,b\r\n1,2\r\n3,4\r\n") << QByteArray("has lines that end in CRLF");
        QTest::newRow("CRLF in the rows alone")
            << QByteArray("a,b\n1,2\r\n3,4\r\n") << QByteArray("has lines that end in CRLF");
        QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a,b\n1,2\n")
                                         << QByteArray("begins with a byte-order mark, as some editors");
        QTest::newRow("mark and CRLF") << QByteArray("\xef\xbb\xbf"
                                                     "a,b\r\n1,2\r\n")
                                       << QByteArray("begins with a byte-order mark and has lines that end in CRLF");
        QTest::newRow("another header") << QByteArray("a,c\n1,2\n") << QByteArray("does not begin with 'a,b'");
        QTest::newRow("a line that goes on")
            << QByteArray("a,b\n1,23,4\n") << QByteArray("has no end of a line at byte 8");
    }

    /// The lengths that a checkpoint remembers are those of lines that end in LF; the file stays what it was.
    void otherBytesAreNotGoneOnWith()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reason);
        write(text);
        VERIFY_ERROR(CsvFile::goOn(path(), "a,b", 8), ErrorCode::Data, "table.csv: " + reason);
        QCOMPARE(content(), text);
    }

    void longTablesAreGoneOnWith()
    {
        const QByteArray text = "a,b\n" + QByteArray("1,2\n").repeated(40'000);
        write(text + "3,");
        VERIFY_OK(CsvFile::goOn(path(), "a,b", text.size()));
        QCOMPARE(content(), text);
    }

    /// A folder's name may be of any bytes; a table's text is UTF-8.
    void bytesThatAreNoUtf8()
    {
        QCOMPARE(CsvLine().add("d\xe9,x").take(), std::string("\"d\xef\xbf\xbd,x\"\n"));
        QCOMPARE(CsvLine().add("数字").take(), std::string("数字\n"));
    }

    void missing()
    {
        VERIFY_ERROR(readNumbers(m_folder.filePath("absent.csv").toStdString(), {"a"}), ErrorCode::Io,
                     "absent.csv: cannot be read: No such file or directory");
    }

  private:
    [[nodiscard]] std::string path() const { return m_folder.filePath("table.csv").toStdString(); }
    [[nodiscard]] QByteArray content() const { return contentOf(m_folder.filePath("table.csv")); }

    void write(const QByteArray& text) const { QVERIFY(test::putFile(m_folder.filePath("table.csv"), text)); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_Csv)
#include "tst_Csv.moc"
