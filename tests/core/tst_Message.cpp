#include <QTest>
#include <map>
#include <string>
#include <vector>

#include <normscope/base/Message.h>

using namespace normscope;

/// Sentences of core, in English and in another language.
class tst_Message : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void saysBoth_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("expectedEnglish");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("expectedOther");
        const auto row = [](const char* name, const Message& message, const char* english, const char* other) {
            const auto translate = [](const std::string& pattern) -> std::string {
                const std::map<std::string, std::string> known{
                    {"{} needs {}", "{1} <- {0}"}, {"a number", "Zahl"}, {"broken {}", "{} {} {}"}, {"worse {}", "{"}};
                const auto found = known.find(pattern);
                return found == known.end() ? pattern : found->second;
            };
            QTest::newRow(name) << QString::fromStdString(message.english()) << QString(english)
                                << QString::fromStdString(message.in(translate)) << QString(other);
        };
        row("empty", {}, "", "");
        row("verbatim", std::string("a {} of the system's"), "a {} of the system's", "a {} of the system's");
        row("plain", Message::tr("a number"), "a number", "Zahl");
        row("another order", Message::tr("{} needs {}", "lr", 3), "lr needs 3", "3 <- lr");
        row("nested", Message::tr("{} needs {}", "lr", Message::tr("a number")), "lr needs a number", "Zahl <- lr");
        row("braces in an argument", Message::tr("{} needs {}", "{x}", "{0}"), "{x} needs {0}", "{0} <- {x}");
        row("braces of its own", Message::tr("{{\"normal\": {}}}", 0.5), "{\"normal\": 0.5}", "{\"normal\": 0.5}");
        row("unknown", Message::tr("has {}", 1), "has 1", "has 1");
        row("more places than arguments", Message::tr("broken {}", 1), "broken 1", "broken 1");
        row("no pattern", Message::tr("worse {}", 1), "worse 1", "worse 1");
        const std::vector<int> list{1, 2};
        row("a list", Message::tr("has {}", fmt::join(list, ", ")), "has 1, 2", "has 1, 2");
    }

    void saysBoth()
    {
        QFETCH(const QString, english);
        QFETCH(const QString, other);
        QTEST(english, "expectedEnglish");
        QTEST(other, "expectedOther");
    }
};

QTEST_GUILESS_MAIN(tst_Message)
#include "tst_Message.moc"
