#include <QTest>

#include "../support/Specs.h"
#include "ui/models/ExperimentTitle.h"

using namespace normscope;
using namespace normscope::ui;
using normscope::test::specOf;

using Cases = std::vector<SettingValues>;

/// A case for each list of keys and texts.
Q_DECLARE_METATYPE(Cases)

namespace
{

Cases twins(const QList<QStringList>& settings)
{
    Cases cases;
    for (const QStringList& each : settings) {
        cases.push_back(settingValues(specOf(ExperimentKind::Twin, each)));
    }
    return cases;
}

Cases train(const QStringList& settings)
{
    return {settingValues(specOf(ExperimentKind::Train, settings))};
}

QStringList listOf(const std::vector<QString>& titles)
{
    return {titles.begin(), titles.end()};
}

}  // namespace

class tst_ExperimentTitle : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void titles_data();
    void titles();
    void titlesOfCases_data();
    void titlesOfCases();
    void tellsExperimentsApart_data();
    void tellsExperimentsApart();
    void namesNetworksOfOnesOwn();
    void tenThousandTitles();
};

void tst_ExperimentTitle::titles_data()
{
    QTest::addColumn<Cases>("cases");
    QTest::addColumn<QString>("title");
    QTest::addRow("new") << twins({{}}) << "MLP · built-in digits · 5 epochs";
    QTest::addRow("single run") << train({}) << "MLP · built-in digits · 5 epochs · BN";
    QTest::addRow("single run without BN") << train({"bn", "off"}) << "MLP · built-in digits · 5 epochs · no BN";
    QTest::addRow("layers of a single run")
        << train({"bn", "on,off"}) << "MLP · built-in digits · 5 epochs · Batch normalization on, off · BN";
    QTest::addRow("family") << twins({{"model", "resnet", "dataset", "mnist", "epochs", "3"}})
                            << "Mini ResNet · MNIST · 3 epochs";
    QTest::addRow("widths") << twins({{"hidden", "20,64"}}) << "MLP 20×64 · built-in digits · 5 epochs";
    QTest::addRow("channels") << twins({{"model", "cnn", "channels", "8,8"}}) << "CNN 8×8 · built-in digits · 5 epochs";
    QTest::addRow("deep") << twins({{"hidden", "9,8,7,6,5"}}) << "MLP 9×8×…×5 · built-in digits · 5 epochs";
    QTest::addRow("number") << twins({{"lr", "0.01"}}) << "MLP · built-in digits · 5 epochs · learning rate 0.01";
    QTest::addRow("abbreviation first") << twins({{"bn_eps", "0.001"}})
                                        << "MLP · built-in digits · 5 epochs · BN ε 0.001";
    QTest::addRow("word") << twins({{"lr_schedule", "one-cycle"}})
                          << "MLP · built-in digits · 5 epochs · schedule one cycle";
    QTest::addRow("switch") << twins({{"nesterov", "on"}}) << "MLP · built-in digits · 5 epochs · Nesterov momentum";
    QTest::addRow("seeds") << twins({{"seeds", "1..6"}}) << "MLP · built-in digits · 5 epochs · 6 seeds";
    QTest::addRow("one seed") << twins({{"seeds", "3"}}) << "MLP · built-in digits · 5 epochs · seed 3";
    QTest::addRow("variants") << twins({{"variants", "bn,layer-norm,no-bn"}})
                              << "MLP · built-in digits · 5 epochs · BN, layer norm, no BN";
    QTest::addRow("few samples") << twins({{"limit", "1000"}})
                                 << "MLP · built-in digits · 5 epochs · first 1000 samples";
    QTest::addRow("drawn in number") << twins({{"dataset", "builtin:500"}}) << "MLP · 500 built-in digits · 5 epochs";
    QTest::addRow("folder") << twins({{"dataset", "/data/my digits"}}) << "MLP · my digits · 5 epochs";
    QTest::addRow("varying rate") << twins({{"lr", "0.1"}, {"lr", "0.01"}})
                                  << "MLP · built-in digits · 5 epochs · learning rate 0.1, 0.01";
    QTest::addRow("many rates") << twins({{"lr", "1"}, {"lr", "0.3"}, {"lr", "0.1"}, {"lr", "0.03"}, {"lr", "0.01"}})
                                << "MLP · built-in digits · 5 epochs · learning rate 1, 0.3, …, 0.01";
    QTest::addRow("varying epochs") << twins({{"epochs", "1"}, {"epochs", "5"}})
                                    << "MLP · built-in digits · 1, 5 epochs";
    QTest::addRow("assignment") << twins({{"model", "mlp"}, {"model", "cnn"}, {"model", "resnet"}})
                                << "MLP, CNN, Mini ResNet · built-in digits · 5 epochs";
    QTest::addRow("nothing") << Cases() << "";
}

void tst_ExperimentTitle::titles()
{
    QFETCH(const Cases, cases);
    QTEST(titleOf(cases), "title");
}

void tst_ExperimentTitle::titlesOfCases_data()
{
    QTest::addColumn<Cases>("cases");
    QTest::addColumn<QStringList>("titles");
    QTest::addRow("only one") << twins({{"lr", "0.5"}}) << QStringList{""};
    QTest::addRow("rates") << twins({{"lr", "0.1"}, {"lr", "0.01"}})
                           << QStringList{"learning rate 0.1", "learning rate 0.01"};
    QTest::addRow("models") << twins({{"model", "mlp"}, {"model", "cnn"}}) << QStringList{"MLP", "CNN"};
    QTest::addRow("two settings") << twins({{"lr", "0.1", "batch_size", "50"},
                                            {"lr", "0.1", "batch_size", "100"},
                                            {"lr", "1", "batch_size", "50"}})
                                  << QStringList{"batch size 50 · learning rate 0.1",
                                                 "batch size 100 · learning rate 0.1",
                                                 "batch size 50 · learning rate 1"};
}

void tst_ExperimentTitle::titlesOfCases()
{
    QFETCH(const Cases, cases);
    QFETCH(const QStringList, titles);
    QCOMPARE(listOf(caseTitles(cases)), titles);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        QCOMPARE(caseTitle(cases, i), titles[static_cast<qsizetype>(i)]);
    }
}

void tst_ExperimentTitle::tellsExperimentsApart_data()
{
    QTest::addColumn<Cases>("experiments");  // of one case each
    QTest::addColumn<QStringList>("titles");
    QTest::addRow("widths") << twins({{"hidden", "20,64"}, {"hidden", "40,64"}}) << QStringList{"20×64", "40×64"};
    QTest::addRow("models") << twins({{}, {"model", "cnn"}}) << QStringList{"MLP", "CNN"};
    QTest::addRow("models and widths") << twins({{}, {"model", "cnn"}, {"hidden", "20"}})
                                       << QStringList{"MLP 256×128", "CNN", "MLP 20"};
    QTest::addRow("commands") << Cases{twins({{}}).front(), train({}).front()} << QStringList{"BN, no BN", "BN"};
    QTest::addRow("single runs") << Cases{train({}).front(), train({"bn", "off"}).front()}
                                 << QStringList{"BN", "no BN"};
    QTest::addRow("seeds") << twins({{"seeds", "1..3"}, {"seeds", "4..6"}, {"seeds", "7"}})
                           << QStringList{"seeds 1..3", "seeds 4..6", "seed 7"};
    QTest::addRow("switch") << twins({{}, {"nesterov", "on"}})
                            << QStringList{"Nesterov momentum off", "Nesterov momentum"};
    QTest::addRow("what all have") << twins({{"epochs", "3", "lr", "0.5"}, {"epochs", "3"}})
                                   << QStringList{"learning rate 0.5", "learning rate 0.1"};
    QTest::addRow("what one has only") << twins({{"eval_every", "5"}, {}}) << QStringList{"evaluate every 5", ""};
    QTest::addRow("three settings of two")
        << twins({{}, {"lr", "1", "epochs", "1", "momentum", "0"}})
        << QStringList{"5 epochs · learning rate 0.1 · momentum 0.9", "1 epochs · learning rate 1 · momentum 0"};
    QTest::addRow("no more than it takes")
        << twins({{}, {"lr", "1", "epochs", "1", "momentum", "0", "batch_size", "7"}})
        << QStringList{"5 epochs", "1 epochs"};
    QTest::addRow("the same") << twins({{"lr", "1"}, {"lr", "1"}}) << QStringList{"", ""};
    QTest::addRow("names of one dataset")
        << twins({{"dataset", "builtin"}, {"dataset", "builtin-1"}}) << QStringList{"", ""};
    QTest::addRow("alone") << twins({{"lr", "1"}}) << QStringList{""};
}

void tst_ExperimentTitle::tellsExperimentsApart()
{
    QFETCH(const Cases, experiments);
    std::vector<Cases> apart;
    for (const SettingValues& each : experiments) {
        apart.push_back({each});
    }
    QTEST(listOf(distinctTitles(apart)), "titles");
}

void tst_ExperimentTitle::namesNetworksOfOnesOwn()
{
    SettingValues own = twins({{"dataset", "mnist"}}).front();
    own.erase("hidden");
    own["model"] = "network";
    own["network"] = R"({"nodes":[]})";
    QCOMPARE(titleOf({own}), "own network · MNIST · 5 epochs");
    QCOMPARE(listOf(distinctTitles({{own}, twins({{"dataset", "mnist"}})})), QStringList({"own network", "MLP"}));
}

void tst_ExperimentTitle::tenThousandTitles()
{
    const std::vector<Cases> kinds{twins({{"model", "resnet", "dataset", "mnist", "epochs", "3"}}),
                                   twins({{"lr", "0.1"}, {"lr", "0.01"}}),
                                   twins({{"hidden", "20,64", "seeds", "1..6", "batch_size", "50"}})};
    qsizetype letters = 0;
    QBENCHMARK
    {
        for (std::size_t i = 0; i < 10'000; ++i) {
            letters += titleOf(kinds[i % kinds.size()]).size();
        }
    }
    QVERIFY(letters > 0);
}

QTEST_MAIN(tst_ExperimentTitle)
#include "tst_ExperimentTitle.moc"
