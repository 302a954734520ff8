#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "../support/Expect.h"
#include "ui/models/ExperimentDocument.h"
#include "ui/models/SettingTexts.h"

using namespace normscope;
using namespace normscope::ui;

class tst_ExperimentDocument : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void textsComeBackAsTheyWereSet_data();
    void textsComeBackAsTheyWereSet();
    void whatIsNoValueIsAProblemAndChangesNothing();
    void settingsThatDoNotFitTogetherAreProblems();
    void undoGoesBackSettingBySetting();
    void severalValuesMakeCases();
    void replaceIsOneStep();
    void switchesFollowTheLayers();
    void savesWhatTheCommandLineTakes();
    void opensExperimentsOfBothCommands();
    void brokenFilesChangeNothing_data();
    void brokenFilesChangeNothing();
    void refusesToSaveWhatIsNoValue();

  private:
    [[nodiscard]] std::filesystem::path at(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    QTemporaryDir m_folder;
};

void tst_ExperimentDocument::textsComeBackAsTheyWereSet_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    const QList<std::pair<const char*, const char*>> rows{{"model", "resnet"},
                                                          {"hidden", "64,32,16"},
                                                          {"channels", "8"},
                                                          {"blocks", "2,1"},
                                                          {"widths", "8,16"},
                                                          {"bn_layers", "on,off"},
                                                          {"bn_momentum", "0.5"},
                                                          {"bn_eps", "0.001"},
                                                          {"dataset", "mnist"},
                                                          {"test_dataset", "kmnist"},
                                                          {"limit", "100"},
                                                          {"validation", "10"},
                                                          {"test_at", "end"},
                                                          {"augment", "elastic"},
                                                          {"epochs", "3"},
                                                          {"batch_size", "17"},
                                                          {"lr", "0.003"},
                                                          {"momentum", "0.8"},
                                                          {"weight_decay", "1e-05"},
                                                          {"nesterov", "on"},
                                                          {"lr_gamma", "0.5"},
                                                          {"lr_schedule", "one-cycle"},
                                                          {"lr_step_size", "2"},
                                                          {"seeds", "1,5,9"},
                                                          {"eval_every", "7"},
                                                          {"threads", "3"},
                                                          {"weight_decay_on", "weights"}};
    for (const auto& [key, text] : rows) {
        QTest::newRow(key) << key << text;
    }
}

void tst_ExperimentDocument::textsComeBackAsTheyWereSet()
{
    QFETCH(const QString, key);
    QFETCH(const QString, text);
    ExperimentDocument document;
    QSignalSpy changed(&document, &ExperimentDocument::changed);
    const std::string name = key.toStdString();
    QVERIFY(document.text(name) != text);
    document.set(name, text);
    QCOMPARE(document.text(name), text);
    QCOMPARE(document.problem(name), QString());
    QCOMPARE(changed.count(), 1);
    QVERIFY(document.isModified());
    document.set(name, document.defaultText(name));
    QCOMPARE(document.text(name), document.defaultText(name));
}

void tst_ExperimentDocument::whatIsNoValueIsAProblemAndChangesNothing()
{
    ExperimentDocument document;
    document.set("lr", "0.2");
    document.set("lr", "fast");
    QCOMPARE(document.text("lr"), QString("fast"));
    QVERIFY(document.problem("lr").contains("greater than 0"));
    QCOMPARE(document.problems(ExperimentKind::Twin).size(), 1);
    QCOMPARE(document.spec().training.sgd.lr, 0.2);
    document.set("lr", "0.3");
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
    QCOMPARE(document.spec().training.sgd.lr, 0.3);
}

void tst_ExperimentDocument::settingsThatDoNotFitTogetherAreProblems()
{
    ExperimentDocument document;
    document.set("momentum", "0");
    document.set("nesterov", "on");
    QCOMPARE(document.problems(ExperimentKind::Twin).size(), 1);
    document.set("nesterov", "off");
    document.set("batch_size", "1");
    QCOMPARE(document.problems(ExperimentKind::Twin).size(), 1);
    // Without BN a batch of one is fine, but a twin without BN is none.
    document.set("bn_layers", "off");
    QVERIFY(document.problems(ExperimentKind::Train).isEmpty());
}

void tst_ExperimentDocument::undoGoesBackSettingBySetting()
{
    ExperimentDocument document;
    for (const char* text : {"5", "50", "500"}) {
        document.set("batch_size", text);
    }
    document.set("lr", "x");
    QCOMPARE(document.undoStack().count(), 2);
    document.undoStack().undo();
    QCOMPARE(document.problem("lr"), QString());
    QCOMPARE(document.text("batch_size"), QString("500"));
    document.undoStack().undo();
    QCOMPARE(document.text("batch_size"), QString("100"));
    QVERIFY(!document.isModified());
    document.undoStack().redo();
    document.undoStack().redo();
    QCOMPARE(document.text("lr"), QString("x"));
}

void tst_ExperimentDocument::severalValuesMakeCases()
{
    ExperimentDocument document;
    QVERIFY(!document.plan());
    document.set("lr", "0.01, 0.1,0.5");
    QCOMPARE(document.text("lr"), "0.01, 0.1,0.5");
    QCOMPARE(document.problem("lr"), QString());
    QVERIFY(document.plan().has_value());
    QCOMPARE(document.plan()->cases.size(), std::size_t{3});
    QCOMPARE(document.plan()->cases.at(2).name, std::string("lr-0.5"));
    document.set("batch_size", "50,100");
    QCOMPARE(document.plan()->cases.size(), std::size_t{6});
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
    // One network is one network.
    QCOMPARE(document.problems(ExperimentKind::Train).size(), 1);
    // A file holds them as the command line takes them.
    VERIFY_OK(document.save(at("lists.json")));
    ExperimentDocument other;
    VERIFY_OK(other.open(at("lists.json")));
    QCOMPARE(other.text("lr"), "0.01, 0.1, 0.5");
    QCOMPARE(other.text("batch_size"), "50, 100");
    QCOMPARE(other.plan()->cases.size(), std::size_t{6});
    document.undoStack().undo();
    QCOMPARE(document.plan()->cases.size(), std::size_t{3});
    for (const char* wrong : {"0.1,0.1", "0.1,", "0.1,fast"}) {
        document.set("lr", wrong);
        QVERIFY2(!document.problem("lr").isEmpty(), wrong);
        QVERIFY(!document.plan());
        QVERIFY(!document.problems(ExperimentKind::Twin).isEmpty());
    }
    document.set("lr", "0.2");
    QVERIFY(!document.plan());
    QCOMPARE(document.spec().training.sgd.lr, 0.2);
    // A list of seeds makes no cases.
    document.set("seeds", "1,2");
    QVERIFY(!document.plan());
}

void tst_ExperimentDocument::replaceIsOneStep()
{
    ExperimentDocument document;
    document.set("lr", "0.7");
    ExperimentSpec spec;
    spec.family = ModelFamily::Cnn;
    document.replace(spec, "Preset");
    QCOMPARE(document.text("lr"), QString("0.1"));
    QCOMPARE(document.text("model"), QString("cnn"));
    document.undoStack().undo();
    QCOMPARE(document.text("lr"), QString("0.7"));
    QCOMPARE(document.text("model"), QString("mlp"));
}

void tst_ExperimentDocument::switchesFollowTheLayers()
{
    ExperimentDocument document;
    document.set("bn_layers", "off,on");
    document.set("hidden", "32,16,8");
    QCOMPARE(document.text("bn_layers"), QString("off,on,on"));
    document.set("hidden", "32");
    QCOMPARE(document.text("bn_layers"), QString("off"));
    document.set("model", "cnn");
    QCOMPARE(document.text("bn_layers"), QString("on"));
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
}

void tst_ExperimentDocument::savesWhatTheCommandLineTakes()
{
    ExperimentDocument document;
    document.set("model", "cnn");
    document.set("lr", "0.02");
    document.set("seeds", "1..3");
    QSignalSpy modified(&document, &ExperimentDocument::modifiedChanged);
    VERIFY_OK(document.save(at("saved.json")));
    QVERIFY(!document.isModified());
    QCOMPARE(modified.count(), 1);
    QCOMPARE(document.path(), at("saved.json"));
    const auto read = readConfig(at("saved.json"), ExperimentSpec());
    VERIFY_OK(read);
    QCOMPARE(read->spec.family, ModelFamily::Cnn);
    QCOMPARE(read->spec.training.sgd.lr, 0.02);
    QCOMPARE(read->spec.seeds.size(), std::size_t(3));

    ExperimentDocument other;
    VERIFY_OK(other.open(at("saved.json")));
    QCOMPARE(other.text("seeds"), QString("1,2,3"));
    QVERIFY(!other.isModified());
    QVERIFY(!other.undoStack().canUndo());
}

void tst_ExperimentDocument::opensExperimentsOfBothCommands()
{
    for (const ExperimentKind kind : {ExperimentKind::Twin, ExperimentKind::Train}) {
        ExperimentDocument document;
        document.setKind(kind);
        document.set("epochs", "2");
        VERIFY_OK(document.save(at("kind.json")));
        ExperimentDocument other;
        VERIFY_OK(other.open(at("kind.json")));
        QCOMPARE(other.spec().kind, kind);
    }
}

void tst_ExperimentDocument::brokenFilesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no JSON") << QByteArray("learning rate: 1");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("unknown key") << QByteArray(R"({"rate": 1})");
    QTest::newRow("bad value") << QByteArray(R"({"lr": "fast"})");
    QTest::newRow("bad command") << QByteArray(R"({"command": 7})");
}

void tst_ExperimentDocument::brokenFilesChangeNothing()
{
    QFETCH(const QByteArray, content);
    QFile file(m_folder.filePath("broken.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    ExperimentDocument document;
    document.set("lr", "0.4");
    QSignalSpy changed(&document, &ExperimentDocument::changed);
    const auto status = document.open(at("broken.json"));
    QVERIFY(!status);
    QVERIFY(QString::fromStdString(status.error().message).contains("broken.json"));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(document.text("lr"), QString("0.4"));
    QVERIFY(document.path().empty());
    QVERIFY(!document.open(at("not there.json")));
}

void tst_ExperimentDocument::refusesToSaveWhatIsNoValue()
{
    ExperimentDocument document;
    document.set("epochs", "many");
    const auto status = document.save(at("refused.json"));
    QVERIFY(!status);
    QVERIFY(QString::fromStdString(status.error().message).contains("epochs"));
    QVERIFY(!std::filesystem::exists(at("refused.json")));
}

QTEST_GUILESS_MAIN(tst_ExperimentDocument)
#include "tst_ExperimentDocument.moc"
