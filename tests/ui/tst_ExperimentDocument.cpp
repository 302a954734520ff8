#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <functional>

#include "../support/Expect.h"
#include "../support/RunFiles.h"
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
    void takesAWholeExperiment();
    void howManyTrainAtATimeIsTheMachines();
    void theWholeAssignmentIsTheCommandLines();
    void aModelEndsTheCases();
    void presetsKeepTheirName();
    void ownPresetsAreOnTheChosenData_data();
    void ownPresetsAreOnTheChosenData();
    void replaceIsOneStep();
    void whatIsInNoFileCanBeBroughtBack();
    void statesComeBack();
    void statesOfSeveralFamiliesComeBack();
    void statesOfFilesComeBack();
    void statesOfFilesThatAreGoneAreInNoFile();
    void foreignStatesChangeNothing_data();
    void foreignStatesChangeNothing();
    void dataThatAreNotThereAreAProblem();
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
                                                          {"per_class", "9"},
                                                          {"binarize", "on"},
                                                          {"label_noise", "0.25"},
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

void tst_ExperimentDocument::takesAWholeExperiment()
{
    ExperimentDocument study;
    study.set("lr", "0.01, 0.1, 0.5");
    study.set("seeds", "1..3");
    ExperimentDocument document;
    document.replace(*study.plan(), "Use settings");
    QCOMPARE(document.text("lr"), "0.01, 0.1, 0.5");
    QCOMPARE(document.spec().seeds.size(), std::size_t{3});
    QCOMPARE(document.plan()->cases.size(), std::size_t{3});
    document.undoStack().undo();
    QVERIFY(!document.plan());
    // One whose cases are no product of lists.
    const auto models = assignmentExperiment([](ExperimentSpec&) -> Status { return {}; });
    VERIFY_OK(models);
    document.replace(*models, "Use settings");
    QVERIFY(document.hasCases());
    QCOMPARE(document.plan()->cases.size(), models->cases.size());
}

void tst_ExperimentDocument::howManyTrainAtATimeIsTheMachines()
{
    ExperimentDocument document;
    QCOMPARE(document.text("jobs"), QString());
    document.set("jobs", "3");
    QCOMPARE(document.text("jobs"), "3");
    QCOMPARE(document.spec().jobs, std::optional(3));
    document.set("lr", "0.1, 0.2");
    QCOMPARE(document.plan()->cases.front().spec.jobs, std::optional(3));
    // Other settings leave it, the next session has it, and no file does.
    document.replace(*findPreset("high-lr"), "Preset");
    QCOMPARE(document.text("jobs"), "3");
    document.replace(ExperimentSpec(), "Rerun");
    QCOMPARE(document.text("jobs"), "3");
    ExperimentDocument next;
    QVERIFY(next.restoreState(document.saveState()));
    QCOMPARE(next.text("jobs"), "3");
    VERIFY_OK(document.save(at("jobs.json")));
    QVERIFY(!test::contentOf(QString::fromStdString(at("jobs.json"))).contains("jobs"));
    document.set("jobs", "0");
    QVERIFY(!document.problem("jobs").isEmpty());
    document.set("jobs", "");
    QCOMPARE(document.spec().jobs, std::nullopt);
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

void tst_ExperimentDocument::theWholeAssignmentIsTheCommandLines()
{
    ExperimentDocument document;
    document.set("dataset", "builtin:500");
    document.set("lr", "0.7");
    document.replace(*findPreset("assignment"), "Preset");
    QVERIFY(document.hasCases());
    QCOMPARE(document.values("model"), (QStringList{"mlp", "cnn", "resnet"}));
    QCOMPARE(document.text("model"), QString());
    QCOMPARE(document.values("epochs"), (QStringList{"5", "5", "3"}));
    QCOMPARE(document.text("lr"), QString("0.1"));
    QCOMPARE(document.values("test_dataset"), QStringList());
    for (const ModelFamily family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
        QVERIFY(document.has(family));
    }
    const auto isAsAsked = [&](const std::function<void(ExperimentSpec&)>& change) {
        const auto wanted = assignmentExperiment([&](ExperimentSpec& spec) {
            change(spec);
            return Status();
        });
        const auto plan = document.plan();
        return plan && wanted && toJson(*plan) == toJson(*wanted);
    };
    QVERIFY(isAsAsked([](ExperimentSpec& spec) { spec.dataset = "builtin:500"; }));
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
    QCOMPARE(document.problems(ExperimentKind::Train).size(), 1);
    // What is set afterwards is for all three.
    document.set("epochs", "2");
    document.set("seeds", "1,2");
    const auto changed = [](ExperimentSpec& spec) {
        spec.dataset = "builtin:500";
        spec.training.epochs = 2;
        spec.seeds = {1, 2};
    };
    QVERIFY(isAsAsked(changed));
    QCOMPARE(document.text("epochs"), QString("2"));
    // A file holds them as the command line takes them.
    VERIFY_OK(document.save(at("assignment.json")));
    const auto read = experimentFromJson(*readJsonObject(at("assignment.json")), {}, "file");
    VERIFY_OK(read);
    QVERIFY(toJson(*read) == toJson(*document.plan()));
    ExperimentDocument other;
    VERIFY_OK(other.open(at("assignment.json")));
    QVERIFY(toJson(*other.plan()) == toJson(*document.plan()));
    document.set("lr", "0.1,0.2");
    QVERIFY(!document.problem("lr").isEmpty());
    QVERIFY(!document.problems(ExperimentKind::Twin).isEmpty());
    document.undoStack().undo();
    QVERIFY(isAsAsked(changed));
    document.set("batch_size", "none");
    QVERIFY(isAsAsked(changed));
}

void tst_ExperimentDocument::aModelEndsTheCases()
{
    ExperimentDocument document;
    document.replace(*findPreset("assignment"), "Preset");
    document.set("model", "resnet");
    QVERIFY(!document.hasCases());
    QVERIFY(!document.plan());
    QCOMPARE(document.spec().family, ModelFamily::ResNet);
    // The whole case, not its name alone.
    QCOMPARE(document.text("lr_schedule"), QString("one-cycle"));
    QVERIFY(document.problems(ExperimentKind::Train).isEmpty());
    document.undoStack().undo();
    QCOMPARE(document.values("model").size(), 3);
    document.undoStack().undo();
    QCOMPARE(document.text("model"), QString("mlp"));
    QVERIFY(!document.hasCases());
}

void tst_ExperimentDocument::presetsKeepTheirName()
{
    ExperimentDocument document;
    QVERIFY(document.preset() == nullptr);
    for (const Preset& preset : presets()) {
        document.replace(preset, "Preset");
        QCOMPARE(document.preset(), &preset);
        QVERIFY(!document.isPresetChanged());
        document.set("dataset", "builtin:700");
        QVERIFY(!document.isPresetChanged());
        document.set("momentum", "0.5");
        QVERIFY(document.isPresetChanged());
        document.undoStack().undo();
        QVERIFY(!document.isPresetChanged());
        document.set("momentum", "much");
        QVERIFY(document.isPresetChanged());
    }
    document.replace(ExperimentSpec(), "Rerun");
    QVERIFY(document.preset() == nullptr);
}

void tst_ExperimentDocument::whatIsInNoFileCanBeBroughtBack()
{
    ExperimentDocument file;
    file.set("epochs", "9");
    VERIFY_OK(file.save(at("other.json")));

    ExperimentDocument document;
    document.set("lr", "0.7");
    document.startNew();
    QCOMPARE(document.text("lr"), QString("0.1"));
    QVERIFY(!document.isModified());
    document.undoStack().undo();
    QCOMPARE(document.text("lr"), QString("0.7"));
    VERIFY_OK(document.open(at("other.json")));
    QCOMPARE(document.text("epochs"), QString("9"));
    QCOMPARE(document.path(), at("other.json"));
    QVERIFY(!document.isModified());
    document.undoStack().undo();
    QCOMPARE(document.text("lr"), QString("0.7"));
    // Saving these does not overwrite the file that was opened.
    QVERIFY(document.path().empty());
    document.undoStack().redo();
    QCOMPARE(document.path(), at("other.json"));
    // What is in a file needs no way back.
    document.startNew();
    QVERIFY(!document.undoStack().canUndo());
}

void tst_ExperimentDocument::statesComeBack()
{
    const auto same = [](const ExperimentDocument& one, const ExperimentDocument& other) {
        return std::all_of(settings().begin(), settings().end(), [&](const Setting& setting) {
            return one.text(setting.key) == other.text(setting.key) &&
                   one.problem(setting.key) == other.problem(setting.key);
        });
    };
    ExperimentDocument document;
    ExperimentDocument restored;
    const auto comesBack = [&] {
        return restored.restoreState(document.saveState()) && same(document, restored) &&
               restored.isModified() == document.isModified() && restored.preset() == document.preset() &&
               restored.hasCases() == document.hasCases() && !restored.undoStack().canUndo();
    };
    QVERIFY(comesBack());
    document.set("lr", "0.01,  0.1");
    document.set("epochs", "many");
    document.set("bn_layers", "on,off");
    document.set("channels", "8,9");
    document.setHypothesis("BN wins\nby far");
    QVERIFY(comesBack());
    QCOMPARE(restored.hypothesis(), QString("BN wins\nby far"));
    QCOMPARE(restored.text("lr"), QString("0.01,  0.1"));
    QCOMPARE(restored.text("channels"), QString("8,9"));
    document.set("epochs", "3");
    QVERIFY(comesBack());
    QCOMPARE(restored.plan()->cases.size(), std::size_t{2});
    document.replace(*findPreset("high-lr"), "Preset");
    QVERIFY(comesBack());
    document.replace(*findPreset("assignment"), "Preset");
    document.set("epochs", "1");
    QVERIFY(comesBack());
    QVERIFY(toJson(*restored.plan()) == toJson(*document.plan()));
    document.setKind(ExperimentKind::Train);
    document.set("model", "cnn");
    QVERIFY(comesBack());
}

void tst_ExperimentDocument::statesOfSeveralFamiliesComeBack()
{
    QFile file(m_folder.filePath("families.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"cases": [{"name": "a", "model": "mlp", "hidden": [32]},
                             {"name": "b", "model": "cnn", "channels": [4, 8], "bn_layers": "on,off"}]})");
    file.close();
    ExperimentDocument document;
    VERIFY_OK(document.open(at("families.json")));
    // What has changed does not come from the file.
    document.set("epochs", "3");
    ExperimentDocument restored;
    QVERIFY(restored.restoreState(document.saveState()));
    QVERIFY(restored.plan().has_value());
    QVERIFY(toJson(*restored.plan()) == toJson(*document.plan()));
    QCOMPARE(restored.plan()->cases.at(0).spec.hidden, (std::vector<std::int64_t>{32}));
    QCOMPARE(restored.plan()->cases.at(1).spec.channels, (std::vector<std::int64_t>{4, 8}));
}

void tst_ExperimentDocument::statesOfFilesComeBack()
{
    ExperimentDocument document;
    document.set("lr", "0.2");
    VERIFY_OK(document.save(at("kept.json")));
    ExperimentDocument restored;
    QVERIFY(restored.restoreState(document.saveState()));
    QCOMPARE(restored.path(), at("kept.json"));
    QVERIFY(!restored.isModified());
    document.set("lr", "0.3");
    const QByteArray changed = document.saveState();
    QVERIFY(restored.restoreState(changed));
    QCOMPARE(restored.path(), at("kept.json"));
    QCOMPARE(restored.text("lr"), QString("0.3"));
    QVERIFY(restored.isModified());
    // The file is gone, what was set up is not.
    QVERIFY(QFile::remove(m_folder.filePath("kept.json")));
    ExperimentDocument alone;
    QVERIFY(alone.restoreState(changed));
    QVERIFY(alone.path().empty());
    QCOMPARE(alone.text("lr"), QString("0.3"));
}

void tst_ExperimentDocument::statesOfFilesThatAreGoneAreInNoFile()
{
    ExperimentDocument document;
    document.set("lr", "0.2");
    VERIFY_OK(document.save(at("gone.json")));
    const QByteArray state = document.saveState();
    const auto isInNoFile = [&] {
        ExperimentDocument restored;
        return restored.restoreState(state) && restored.isModified() && restored.text("lr") == "0.2";
    };
    QVERIFY(!isInNoFile());
    QFile file(m_folder.filePath("gone.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no JSON");
    file.close();
    QVERIFY(isInNoFile());
    QVERIFY(file.remove());
    QVERIFY(isInNoFile());
    // An undo brings back what would be lost.
    ExperimentDocument restored;
    QVERIFY(restored.restoreState(state));
    QVERIFY(restored.path().empty());
    restored.startNew();
    QCOMPARE(restored.text("lr"), QString("0.1"));
    restored.undoStack().undo();
    QCOMPARE(restored.text("lr"), QString("0.2"));
}

void tst_ExperimentDocument::foreignStatesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("state");
    const auto row = [](const char* name, const QByteArray& from, const QByteArray& to) {
        ExperimentDocument document;
        document.set("lr", "0.1,0.2");
        document.set("epochs", "many");
        QByteArray state = document.saveState();
        QVERIFY2(from.isEmpty() || state.contains(from), name);
        QTest::newRow(name) << (from.isEmpty() ? to : state.replace(from, to));
    };
    row("nothing", {}, {});
    row("no JSON", {}, "\x01\xff{");
    row("another object", {}, "{\"lr\": 0.1}");
    row("another version", "\"version\":1", "\"version\":7");
    row("no version", "\"version\":1", "\"version\":\"one\"");
    row("settings of another kind", "\"settings\":{", "\"settings\":[], \"old\":{");
    row("an unknown setting", "\"epochs\":\"many\"", "\"epoch\":\"many\"");
    row("a text that is none", "\"many\"", "[7]");
    row("a value that is none", "\"momentum\":0.9", "\"momentum\":\"fast\"");
    row("a preset that is no name", "\"preset\":\"\"", "\"preset\":3");
}

void tst_ExperimentDocument::foreignStatesChangeNothing()
{
    QFETCH(const QByteArray, state);
    ExperimentDocument document;
    document.set("lr", "0.4");
    QSignalSpy changed(&document, &ExperimentDocument::changed);
    QVERIFY(!document.restoreState(state));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(document.text("lr"), QString("0.4"));
    QVERIFY(document.undoStack().canUndo());
}

void tst_ExperimentDocument::dataThatAreNotThereAreAProblem()
{
    ExperimentDocument document;
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
    document.set("dataset", m_folder.filePath("nowhere"));
    for (const ExperimentKind kind : {ExperimentKind::Twin, ExperimentKind::Train}) {
        const QStringList problems = document.problems(kind);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.front().contains("“Dataset”") && problems.front().contains("nowhere"),
                 qPrintable(problems.front()));
    }
    document.set("dataset", "builtin");
    document.set("test_dataset", m_folder.filePath("nowhere"));
    QCOMPARE(document.problems(ExperimentKind::Twin).size(), 1);
    document.set("test_dataset", "");
    QVERIFY(document.problems(ExperimentKind::Twin).isEmpty());
    // Whoever has looked into it knows more.
    document.setDataProblem("labels are missing");
    QCOMPARE(document.problems(ExperimentKind::Twin), QStringList("labels are missing"));
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

void tst_ExperimentDocument::ownPresetsAreOnTheChosenData_data()
{
    QTest::addColumn<QString>("preset");
    QTest::newRow("one case") << "tiny-batches";
    QTest::newRow("several cases") << "assignment";
}

/// Whatever data the settings were of that have been kept as a preset.
void tst_ExperimentDocument::ownPresetsAreOnTheChosenData()
{
    QFETCH(const QString, preset);
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("own.json").toStdString();
    ExperimentDocument kept;
    kept.replace(*findPreset(preset.toStdString()), "preset");
    VERIFY_OK(kept.saveCopy(path));
    QVERIFY(kept.path().empty());
    ExperimentDocument document;
    document.set("dataset", "builtin:300");
    VERIFY_OK(document.replace(path, "own"));
    QCOMPARE(document.spec().dataset, std::string("builtin:300"));
    if (const auto plan = document.plan()) {
        for (const ExperimentCase& one : plan->cases) {
            QCOMPARE(one.spec.dataset, std::string("builtin:300"));
            QVERIFY(one.facts.datasetSha256.empty());
        }
    }
    document.undoStack().undo();
    QCOMPARE(document.text("batch_size"), QString("100"));
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
