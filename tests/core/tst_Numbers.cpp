#include <cmath>
#include <limits>
#include <string>

#include <normscope/base/Numbers.h>

#include "../support/Expect.h"

using namespace normscope;

class tst_Numbers : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void shortestForms()
    {
        COMPARE_TEXT(shortest(0.1), "0.1");
        COMPARE_TEXT(shortest(0.1F), "0.1");
        COMPARE_TEXT(shortest(static_cast<double>(0.1F)), "0.10000000149011612");
        COMPARE_TEXT(shortest(1e-5), "1e-05");
        COMPARE_TEXT(shortest(100000.0), "1e+05");
        COMPARE_TEXT(shortest(60000.0), "60000");
        COMPARE_TEXT(shortest(16777216.0F), "16777216");
        COMPARE_TEXT(shortest(-2.5), "-2.5");
        COMPARE_TEXT(shortest(std::numeric_limits<float>::max()), "3.4028235e+38");
        COMPARE_TEXT(shortest(std::numeric_limits<double>::infinity()), "inf");
        COMPARE_TEXT(shortest(-std::numeric_limits<float>::infinity()), "-inf");
        COMPARE_TEXT(shortest(std::numeric_limits<float>::quiet_NaN()), "nan");
        COMPARE_TEXT(shortest(-std::numeric_limits<double>::quiet_NaN()), "nan");
    }

    void doubles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::newRow("whole") << "12" << 12.0;
        QTest::newRow("negative") << "-0.5" << -0.5;
        QTest::newRow("without zero") << ".5" << 0.5;
        QTest::newRow("point at the end") << "5." << 5.0;
        QTest::newRow("exponent") << "1E-3" << 0.001;
        QTest::newRow("smallest") << "5e-324" << std::numeric_limits<double>::denorm_min();
        QTest::newRow("inf") << "inf" << std::numeric_limits<double>::infinity();
        QTest::newRow("-inf") << "-inf" << -std::numeric_limits<double>::infinity();
    }

    void doubles()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto number = parseDouble(text.toStdString());
        VERIFY_OK(number);
        QVERIFY(*number == value);
    }

    void notANumber()
    {
        const auto number = parseDouble("nan");
        VERIFY_OK(number);
        QVERIFY(std::isnan(*number));
    }

    void noDoubles_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", " ", "abc", "1,5", "1.5x", " 1", "1 ", "+1", "--1", "0x10", "1e", "1.2.3", ".",
                                 "-", "nan(1)", "-nan(x)", "1_000", "½"}) {
            QTest::newRow(text) << text;
        }
    }

    void noDoubles()
    {
        QFETCH(QString, text);
        COMPARE_ERROR(parseDouble(text.toStdString()), ErrorCode::Usage, "'" + text + "' is not a number");
    }

    void doublesOutOfRange()
    {
        COMPARE_ERROR(parseDouble("1e309"), ErrorCode::Usage, "'1e309' is out of range for a number");
        COMPARE_ERROR(parseDouble("-1e309"), ErrorCode::Usage, "'-1e309' is out of range for a number");
        COMPARE_ERROR(parseDouble("1e-400"), ErrorCode::Usage, "'1e-400' is out of range for a number");
    }

    void integers()
    {
        VERIFY_OK(parseInteger("-9223372036854775808"));
        QVERIFY(*parseInteger("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
        QVERIFY(*parseInteger("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
        QVERIFY(*parseInteger("007") == 7);
        QVERIFY(*parseInteger("-0") == 0);
        COMPARE_ERROR(parseInteger("9223372036854775808"), ErrorCode::Usage,
                      "'9223372036854775808' is out of range for a whole number");
        for (const char* text : {"", "1.0", "1e3", " 1", "1 ", "+1", "0x1", "one", "1,000"}) {
            COMPARE_ERROR(parseInteger(text), ErrorCode::Usage, QString("'%1' is not a whole number").arg(text));
        }
    }

    void commas()
    {
        using Parts = std::vector<std::string>;
        QVERIFY(splitAtCommas("") == Parts{""});
        QVERIFY(splitAtCommas("a") == Parts{"a"});
        QVERIFY(splitAtCommas("a,b,c") == Parts({"a", "b", "c"}));
        QVERIFY(splitAtCommas(" a b\t,\t, c ") == Parts({"a b", "", "c"}));
        QVERIFY(splitAtCommas(",") == Parts({"", ""}));
        QVERIFY(splitAtCommas("a,") == Parts({"a", ""}));
        QVERIFY(splitAtCommas("a\n,b") == Parts({"a\n", "b"}));
    }

    void thousands()
    {
        COMPARE_TEXT(lossText(0.12345), "0.1235");
        COMPARE_TEXT(lossText(-1540.27), "-1540.2700");
        COMPARE_TEXT(lossText(6.4468257e22), "6.447e+22");
        COMPARE_TEXT(grouped(0), "0");
        COMPARE_TEXT(grouped(999), "999");
        COMPARE_TEXT(grouped(1000), "1,000");
        COMPARE_TEXT(grouped(-1000), "-1,000");
        COMPARE_TEXT(grouped(-999), "-999");
        COMPARE_TEXT(grouped(235'146), "235,146");
        COMPARE_TEXT(grouped(1'234'567), "1,234,567");
        COMPARE_TEXT(grouped(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
    }
};

QTEST_GUILESS_MAIN(tst_Numbers)
#include "tst_Numbers.moc"
