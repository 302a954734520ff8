#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

#include <normscope/experiment/Presets.h>

#include "../support/AddedSetting.h"
#include "../support/Expect.h"
#include "../support/IdxWriter.h"
#include "UpperCase.h"
#include "ui/models/LayerTableModel.h"
#include "ui/models/SettingTexts.h"
#include "ui/panels/SetupPanel.h"
#include "ui/panels/setup/DatasetStrip.h"
#include "ui/panels/setup/PresetTexts.h"
#include "ui/panels/setup/SchedulePicture.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The form through its widgets: what is typed, picked and switched arrives in the document and back.
class tst_SetupPanel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void everySettingHasTexts_data();
    void everySettingHasTexts();
    void anAddedSettingHasAField();
    void everyPresetIsTranslated();
    void typedTextStaysAsTyped();
    void wrongTextIsToldBesideTheField();
    void listsAreToldBesideTheField_data();
    void listsAreToldBesideTheField();
    void resetGoesBackToTheDefault();
    void choicesAndSwitchesReachTheDocument();
    void sliderIsLogarithmic();
    void fieldsFollowTheFamilyAndTheSchedule();
    void momentumIsSaidInWords();
    void layersFollowTheDocument();
    void wheelNeedsTheFocus();
    void datasetIsLookedAt();
    void scheduleIsDrawnAsItIs();
    void languageReachesEveryField();

  private:
    template <class Widget>
    Widget* find(const char* name) const
    {
        auto* found = m_panel->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr) {
            qFatal("there is no %s", name);
        }
        return found;
    }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(name)->isVisibleTo(m_panel.get()); }

    std::unique_ptr<ExperimentDocument> m_document;
    std::unique_ptr<SetupPanel> m_panel;
};

void tst_SetupPanel::init()
{
    m_panel.reset();
    m_document = std::make_unique<ExperimentDocument>();
    m_panel = std::make_unique<SetupPanel>(*m_document);
    m_panel->resize(380, 800);
    m_panel->show();
}

void tst_SetupPanel::everySettingHasTexts_data()
{
    QTest::addColumn<QString>("key");
    for (const Setting& setting : settings()) {
        if (setting.group != SettingGroup::None) {
            QTest::newRow(setting.key.c_str()) << QString::fromStdString(setting.key);
        }
    }
}

void tst_SetupPanel::everySettingHasTexts()
{
    QFETCH(const QString, key);
    const ShownSetting texts = settingTexts(key.toStdString());
    QVERIFY(!texts.label.isEmpty() && !texts.meaning.isEmpty() && !texts.needs.isEmpty());
    const auto* editor = find<QWidget>(key.toLatin1().constData());
    QVERIFY(editor->toolTip().contains(texts.meaning));
    QVERIFY(!editor->accessibleName().isEmpty());
    for (const auto& [word, label] : settingChoices(key.toStdString())) {
        ExperimentSpec spec;
        VERIFY_OK(findSetting(key.toStdString())->parse(spec, word.toStdString()));
    }
}

void tst_SetupPanel::anAddedSettingHasAField()
{
    const ScopedSetting added(addedSetting());
    init();
    auto* line = find<QLineEdit>("decay_percent");
    QVERIFY(line->toolTip().startsWith("Weight decay, in percent. Takes a number."));
    line->selectAll();
    QTest::keyClicks(line, "50");
    QCOMPARE(m_document->spec().training.sgd.weightDecay, 0.5);
    line->selectAll();
    QTest::keyClicks(line, "many");
    QVERIFY(isShown("decay_percentProblem"));
    m_panel.reset();
}

void tst_SetupPanel::everyPresetIsTranslated()
{
    for (const Preset& preset : presets()) {
        QVERIFY2(isKnownToTranslators(preset), preset.key);
    }
    QCOMPARE(find<QComboBox>("presets")->count(), static_cast<int>(presets().size()) + 1);
}

void tst_SetupPanel::typedTextStaysAsTyped()
{
    auto* line = find<QLineEdit>("lr");
    line->selectAll();
    QTest::keyClicks(line, "3e-2");
    QCOMPARE(line->text(), QString("3e-2"));
    QCOMPARE(m_document->spec().training.sgd.lr, 0.03);
    m_document->set("epochs", "9");
    QCOMPARE(line->text(), QString("3e-2"));
    m_document->set("lr", "0.5");
    QCOMPARE(line->text(), QString("0.5"));
}

void tst_SetupPanel::wrongTextIsToldBesideTheField()
{
    auto* line = find<QLineEdit>("momentum");
    line->selectAll();
    QTest::keyClicks(line, "-1");
    QVERIFY(isShown("momentumProblem"));
    QVERIFY(find<QLabel>("momentumProblem")->text().contains(settingTexts("momentum").needs));
    QCOMPARE(m_document->spec().training.sgd.momentum, 0.9);
    m_panel->focusFirstProblem();
    QCOMPARE(m_panel->focusWidget(), line);
    line->selectAll();
    QTest::keyClicks(line, "0");
    QVERIFY(!isShown("momentumProblem"));
    // Settings that do not fit each other have no field of their own.
    find<QCheckBox>("nesterov")->setChecked(true);
    QVERIFY(isShown("problems"));
    QVERIFY(find<QLabel>("problems")->text().contains("nesterov"));
}

void tst_SetupPanel::listsAreToldBesideTheField_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("cases");
    QTest::addColumn<QString>("problem");
    QTest::newRow("two") << "momentum"
                         << "0.0,9.0"
                         << "2 cases: 0.0 and 9.0"
                         << "";
    QTest::newRow("three") << "lr"
                           << "0.1, 0.2,0.3"
                           << "3 cases: 0.1, 0.2 and 0.3"
                           << "";
    QTest::newRow("many") << "epochs"
                          << "1,2,3,4,5,6,7,8"
                          << "8 cases: 1, 2, 3, 4, 5, 6 …"
                          << "";
    QTest::newRow("whole numbers") << "epochs"
                                   << "1,2"
                                   << "2 cases: 1 and 2"
                                   << "";
    QTest::newRow("decimal comma") << "momentum"
                                   << "0,9"
                                   << ""
                                   << "write 0.9 with a point, or 0.0,9.0 for a list";
    QTest::newRow("one value") << "momentum"
                               << "0.5"
                               << ""
                               << "";
    QTest::newRow("a list by itself") << "hidden"
                                      << "8,9"
                                      << ""
                                      << "";
    QTest::newRow("a value that is none") << "epochs"
                                          << "1,x"
                                          << ""
                                          << "x";
}

void tst_SetupPanel::listsAreToldBesideTheField()
{
    QFETCH(QString, key);
    QFETCH(QString, typed);
    QFETCH(QString, problem);
    auto* line = find<QLineEdit>(qPrintable(key));
    line->selectAll();
    QTest::keyClicks(line, typed);
    const auto text = [&](const char* what) { return find<QLabel>(qPrintable(key + what))->text(); };
    QTEST(text("Cases"), "cases");
    QCOMPARE(isShown(qPrintable(key + "Cases")), !text("Cases").isEmpty());
    QCOMPARE(isShown(qPrintable(key + "Problem")), !problem.isEmpty());
    QVERIFY2(text("Problem").contains(problem), qPrintable(text("Problem")));
}

void tst_SetupPanel::resetGoesBackToTheDefault()
{
    auto* reset = find<QToolButton>("batch_sizeReset");
    QVERIFY(!reset->isEnabled());
    m_document->set("batch_size", "7");
    QVERIFY(reset->isEnabled());
    reset->click();
    QCOMPARE(find<QLineEdit>("batch_size")->text(), QString("100"));
    QVERIFY(!reset->isEnabled());
}

void tst_SetupPanel::choicesAndSwitchesReachTheDocument()
{
    auto* list = find<QComboBox>("augment");
    list->setCurrentIndex(list->findData("affine"));
    QCOMPARE(m_document->spec().training.augmentation, Augmentation::Affine);
    find<QCheckBox>("bn_layers")->setChecked(false);
    QVERIFY(!m_document->spec().batchNorm.all);
    auto* dataset = find<QComboBox>("dataset");
    dataset->setCurrentIndex(dataset->findData("kmnist"));
    QCOMPARE(m_document->spec().dataset, std::string("kmnist"));
    dataset->lineEdit()->selectAll();
    QTest::keyClicks(dataset->lineEdit(), "builtin:500");
    QCOMPARE(m_document->spec().dataset, std::string("builtin:500"));
    m_document->set("dataset", "mnist");
    QCOMPARE(dataset->currentText(), QString("MNIST"));
}

void tst_SetupPanel::sliderIsLogarithmic()
{
    auto* slider = find<QSlider>("lrSlider");
    slider->setValue(-40);
    QCOMPARE(m_document->spec().training.sgd.lr, 0.01);
    slider->setValue(1);
    QCOMPARE(m_document->spec().training.sgd.lr, 1.1);
    m_document->set("lr", "0.1");
    QCOMPARE(slider->value(), -20);
    QCOMPARE(m_document->spec().training.sgd.lr, 0.1);
}

void tst_SetupPanel::fieldsFollowTheFamilyAndTheSchedule()
{
    QVERIFY(isShown("hidden") && !isShown("channels") && !isShown("blocks"));
    m_document->set("model", "resnet");
    QVERIFY(!isShown("hidden") && isShown("blocks") && isShown("widths"));
    QVERIFY(!isShown("lr_gamma"));
    m_document->set("lr_schedule", "step");
    QVERIFY(isShown("lr_gamma") && isShown("lr_step_size"));
}

void tst_SetupPanel::momentumIsSaidInWords()
{
    m_document->set("bn_momentum", "0.7");
    const QString said = find<QLabel>("momentumFormula")->text();
    QVERIFY2(said.contains("0.7 · running + 0.3 · batch") && said.contains("momentum=0.3"), qPrintable(said));
}

void tst_SetupPanel::layersFollowTheDocument()
{
    LayerTableModel model(*m_document);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto total = [&] { return model.index(model.rowCount() - 1, LayerTableModel::Parameters).data().toString(); };
    QCOMPARE(total(), QString("235,914"));
    m_document->set("bn_layers", "on,off");
    QCOMPARE(total(), QString("235,658"));
    m_document->set("model", "cnn");
    QCOMPARE(total(), QString("20,586"));
    const QModelIndex bn2 = model.match(model.index(0, 0), Qt::DisplayRole, "bn2").value(0);
    QVERIFY(bn2.isValid());
    QCOMPARE(bn2.siblingAtColumn(LayerTableModel::Output).data().toString(), QString("32×14×14"));
    QVERIFY(model.setData(bn2, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_document->text("bn_layers"), QString("on,off"));
    QVERIFY(!model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    // Images of another size have other layers.
    m_document->setData(DataShape{{3, 12, 12}, 4}, 100);
    QCOMPARE(model.index(0, LayerTableModel::Output).data().toString(), QString("16×12×12"));
}

void tst_SetupPanel::wheelNeedsTheFocus()
{
    auto* list = find<QComboBox>("model");
    const auto turn = [&] {
        QWheelEvent event(QPointF(5, 5), list->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(list, &event);
    };
    turn();
    QCOMPARE(list->currentData().toString(), QString("mlp"));
    m_panel->activateWindow();
    list->setFocus();
    QVERIFY(QTest::qWaitFor([&] { return list->hasFocus(); }));
    turn();
    QCOMPARE(list->currentData().toString(), QString("cnn"));
}

void tst_SetupPanel::datasetIsLookedAt()
{
    const auto* strip = m_panel->findChild<DatasetStrip*>();
    QVERIFY(QTest::qWaitFor([&] { return strip->images().size() == 10; }));
    QVERIFY(m_document->dataShape() == DataShape());
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(10'000));
    QTemporaryDir folder;
    QVERIFY(writeDataset(folder.path().toStdString(), patternSet(30, 12, 14), patternSet(10, 12, 14, 5)));
    m_document->set("dataset", folder.path());
    QVERIFY(QTest::qWaitFor([&] { return m_document->dataShape() == DataShape{{1, 12, 14}, 10}; }));
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(30));
    QCOMPARE(strip->images().front().size(), QSize(14, 12));
    const normscope::ImageSet colour = patternSet(14, 20, 30, 0, 7, 3);
    QTemporaryDir colourFolder;
    QVERIFY(writeDataset(colourFolder.path().toStdString(), colour, colour));
    m_document->set("dataset", colourFolder.path());
    QVERIFY(QTest::qWaitFor([&] { return m_document->dataShape() == DataShape{{3, 20, 30}, 7}; }));
    const std::uint8_t* second = colour.image(1);
    QCOMPARE(strip->images().at(1).pixelColor(29, 19), QColor(second[599], second[1199], second[1799]));
    m_document->set("dataset", folder.filePath("nothing"));
    QVERIFY(QTest::qWaitFor([&] { return !strip->message().isEmpty(); }));
    QVERIFY(strip->message().contains("nothing"));
    QVERIFY(strip->images().isEmpty());
}

void tst_SetupPanel::scheduleIsDrawnAsItIs()
{
    const auto* picture = m_panel->findChild<SchedulePicture*>();
    m_document->set("lr", "0.2");
    for (const double rate : picture->rates(50)) {
        QCOMPARE(rate, 0.2);
    }
    m_document->set("lr_schedule", "cosine");
    const auto cosine = picture->rates(101);
    QCOMPARE(cosine.front(), 0.2);
    QVERIFY(std::abs(cosine[50] - 0.1) < 1e-3);
    QVERIFY(cosine.back() < 1e-6);
    m_document->set("lr_schedule", "one-cycle");
    const auto cycle = picture->rates(101);
    QCOMPARE(*std::max_element(cycle.begin(), cycle.end()), cycle[30]);
}

void tst_SetupPanel::languageReachesEveryField()
{
    UpperCase capitals;
    QCoreApplication::installTranslator(&capitals);
    QCoreApplication::sendPostedEvents();
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
        if (label->buddy() != nullptr) {
            QCOMPARE(label->text(), label->text().toUpper());
        }
    }
    QCOMPARE(find<QComboBox>("presets")->itemText(1), QString("THE ASSIGNMENT'S MLP"));
    QCoreApplication::removeTranslator(&capitals);
}

QTEST_MAIN(tst_SetupPanel)
#include "tst_SetupPanel.moc"
