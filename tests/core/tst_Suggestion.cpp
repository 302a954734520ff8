#include <QTest>
#include <string>
#include <vector>

#include <normscope/base/Suggestion.h>

using namespace normscope;

/// What is suggested for a word that is none.
class tst_Suggestion : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void likely_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the word itself") << "--epochs"
                                         << "--epochs";
        QTest::newRow("underscores") << "--batch_size"
                                     << "--batch-size";
        QTest::newRow("a single dash") << "-batch-size"
                                       << "--batch-size";
        QTest::newRow("no dash") << "epochs"
                                 << "--epochs";
        QTest::newRow("capitals") << "--Batch-Size"
                                  << "--batch-size";
        QTest::newRow("a letter too few") << "--epoch"
                                          << "--epochs";
        QTest::newRow("a letter too many") << "--seeeds"
                                           << "--seeds";
        QTest::newRow("letters that changed places") << "--epohcs"
                                                     << "--epochs";
        QTest::newRow("the beginning") << "--lr-sched"
                                       << "--lr-schedule";
        QTest::newRow("a beginning of two") << "--lr-s"
                                            << "";
        QTest::newRow("the first of two that are as near") << "--seedz"
                                                           << "--seed";
        QTest::newRow("short, one letter off") << "--lt"
                                               << "--lr";
        QTest::newRow("short, all letters off") << "--xy"
                                                << "";
        QTest::newRow("nothing like any") << "--frobnicate"
                                          << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("dashes alone") << "--"
                                      << "";
        QTest::newRow("endless") << QString(100'000, 'a') << "";
    }

    void likely()
    {
        QFETCH(QString, written);
        const std::vector<std::string> known{"--lr",    "--lr-schedule", "--lr-step-size", "--seed",
                                             "--seeds", "--batch-size",  "--epochs"};
        QTEST(QString::fromStdString(likelyWord(written.toStdString(), known)), "expected");
    }

    void switches()
    {
        QCOMPARE(likelyWord("of", {"on", "off"}), std::string("off"));
        QCOMPARE(likelyWord("onn", {"on", "off"}), std::string("on"));
        QCOMPARE(likelyWord("no", {"on", "off"}), std::string());  // the opposite, rather
        QCOMPARE(likelyWord("cn", {"en", "zh_CN"}), std::string());
        QCOMPARE(likelyWord("EN", {"en", "zh_CN"}), std::string("en"));
    }

    void sentence()
    {
        QCOMPARE(withLikelyWord("there is no preset 'dep-mlp'", "dep-mlp", {"deep-mlp", "high-lr"}).english(),
                 std::string("there is no preset 'dep-mlp'; did you mean deep-mlp?"));
        QCOMPARE(withLikelyWord("there is no preset 'x'", "x", {"deep-mlp"}).english(),
                 std::string("there is no preset 'x'"));
    }
};

QTEST_GUILESS_MAIN(tst_Suggestion)
#include "tst_Suggestion.moc"
