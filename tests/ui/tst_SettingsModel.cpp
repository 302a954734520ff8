#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

#include "../support/Specs.h"
#include "ui/models/SettingsModel.h"

using namespace normscope;
using normscope::test::specOf;
using normscope::ui::SettingsModel;

namespace
{

QString nameOfKey(const std::string& key)
{
    return QString::fromStdString(key);
}

/// The texts of a row by the setting's name; empty where there is no such row.
QStringList row(const SettingsModel& model, const QString& name)
{
    QStringList texts;
    for (int i = 0; i < model.rowCount(); ++i) {
        if (model.index(i, 0).data().toString() == name) {
            for (int column = 1; column < model.columnCount(); ++column) {
                texts.push_back(model.index(i, column).data().toString());
            }
        }
    }
    return texts;
}

std::vector<SettingsModel::Experiment> twoExperiments()
{
    return {
        {"one", specOf(ExperimentKind::Twin, {"lr", "0.5", "hidden", "64,32"})},
        {"two", specOf(ExperimentKind::Twin, {"model", "cnn", "nesterov", "on", "seeds", "1..3", "eval_every", "7"})}};
}

}  // namespace

class tst_SettingsModel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void showsValues_data();
    void showsValues();
    void showsDifferencesOnly();
    void leavesOutWhatHasNoEffect();
    void marksWhatDiffers();
    void keepsStillWhereNothingChanges();
    void showsBothKinds();
    void isEmptyWithoutExperiments();
    void tipsShowTextsAsTheyAre();
};

void tst_SettingsModel::showsValues_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("values");
    QTest::addRow("number") << "lr" << QStringList{"0.5", "0.1"};
    QTest::addRow("small number") << "bn_eps" << QStringList{"1e-05", "1e-05"};
    QTest::addRow("word") << "model" << QStringList{"MLP", "CNN"};
    QTest::addRow("words of several letters") << "test_at" << QStringList{"every epoch", "every epoch"};
    QTest::addRow("variants") << "variants" << QStringList{"BN, no BN", "BN, no BN"};
    QTest::addRow("step of a constant rate") << "lr_gamma" << QStringList{};
    QTest::addRow("open step of a constant rate") << "lr_step_size" << QStringList{};
    QTest::addRow("list of one family") << "hidden" << QStringList{"64, 32", "—"};
    QTest::addRow("switch") << "nesterov" << QStringList{"off", "on"};
    QTest::addRow("seeds") << "seeds" << QStringList{"1", "1, 2, 3"};
    QTest::addRow("left to the program") << "eval_every" << QStringList{"a tenth of an epoch", "7"};
    QTest::addRow("of no use to either") << "blocks" << QStringList{};
}

void tst_SettingsModel::showsValues()
{
    SettingsModel model(nameOfKey);
    const QAbstractItemModelTester tester(&model);
    model.setExperiments(twoExperiments());
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), "one");
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), "two");
    QFETCH(const QString, key);
    QTEST(row(model, key), "values");
}

void tst_SettingsModel::showsDifferencesOnly()
{
    SettingsModel model(nameOfKey);
    const QAbstractItemModelTester tester(&model);
    model.setExperiments(twoExperiments());
    const int all = model.rowCount();
    model.setDifferencesOnly(true);
    QStringList names;
    for (int i = 0; i < model.rowCount(); ++i) {
        names.push_back(model.index(i, 0).data().toString());
    }
    QCOMPARE(names, QStringList({"model", "hidden", "channels", "lr", "nesterov", "seeds", "eval_every"}));
    model.setDifferencesOnly(false);
    QCOMPARE(model.rowCount(), all);
}

void tst_SettingsModel::leavesOutWhatHasNoEffect()
{
    SettingsModel model(nameOfKey);
    model.setExperiments({{"constant", specOf(ExperimentKind::Twin, {"weight_decay", "0"})},
                          {"step", specOf(ExperimentKind::Twin, {"lr_schedule", "step", "lr_gamma", "0.5"})},
                          {"plain", specOf(ExperimentKind::Train, {"bn", "off"})}});
    QCOMPARE(row(model, "lr_schedule"), QStringList({"constant", "step", "constant"}));
    QCOMPARE(row(model, "lr_gamma"), QStringList({"—", "0.5", "—"}));
    QCOMPARE(row(model, "lr_step_size"), QStringList({"—", "a third of the epochs", "—"}));
    QCOMPARE(row(model, "weight_decay_on"), QStringList({"—", "all parameters", "all parameters"}));
    QCOMPARE(row(model, "bn_momentum"), QStringList({"0.9", "0.9", "—"}));
}

void tst_SettingsModel::marksWhatDiffers()
{
    SettingsModel model(nameOfKey);
    model.setExperiments(twoExperiments());
    for (int i = 0; i < model.rowCount(); ++i) {
        const QStringList values = row(model, model.index(i, 0).data().toString());
        QCOMPARE(model.index(i, 1).data(Qt::FontRole).value<QFont>().bold(), values[0] != values[1]);
    }
}

void tst_SettingsModel::keepsStillWhereNothingChanges()
{
    SettingsModel model(nameOfKey);
    model.setExperiments(twoExperiments());
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setExperiments(twoExperiments());
    QCOMPARE(reset.size(), 0);
    auto other = twoExperiments();
    other.pop_back();
    model.setExperiments(other);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.columnCount(), 2);
}

void tst_SettingsModel::showsBothKinds()
{
    SettingsModel model(nameOfKey);
    const QAbstractItemModelTester tester(&model);
    model.setExperiments(
        {{"twin", specOf(ExperimentKind::Twin)}, {"one", specOf(ExperimentKind::Train, {"bn", "off"})}});
    QCOMPARE(row(model, "Experiment"), QStringList({"twin", "train"}));
    // Each has a setting of its own that the other has not.
    QCOMPARE(row(model, "bn").at(0), "—");
    QCOMPARE(row(model, "bn").at(1), "off");
    QCOMPARE(row(model, "bn_layers").at(1), "—");
}

/// Values and names may come from files; Qt takes a tip for HTML where it looks like it.
void tst_SettingsModel::tipsShowTextsAsTheyAre()
{
    SettingsModel model(nameOfKey);
    model.setExperiments({{"<b>one", specOf(ExperimentKind::Twin, {"dataset", "<img src=x>"})}});
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QString("<b>one"));
    QVERIFY(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString().contains("&lt;b&gt;one"));
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex value = model.index(i, 1);
        if (value.data().toString() == "<img src=x>") {
            QVERIFY(value.data(Qt::ToolTipRole).toString().contains("&lt;img src=x&gt;"));
            return;
        }
    }
    QFAIL("the dataset is shown");
}

void tst_SettingsModel::isEmptyWithoutExperiments()
{
    SettingsModel model(nameOfKey);
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    model.setExperiments(twoExperiments());
    model.setExperiments({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_SettingsModel)
#include "tst_SettingsModel.moc"
