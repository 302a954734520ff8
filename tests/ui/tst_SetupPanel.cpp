#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

#include <normscope/experiment/Presets.h>

#include "../support/AddedSetting.h"
#include "../support/Expect.h"
#include "../support/FormWriter.h"
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
    void presetsAreOnlyPickedInTheOpenedList();
    void presetsKeepTheirNameAndSayWhatWillBeSeen();
    void whatAPresetChangesFlashes();
    void theWholeAssignmentIsToldCaseByCase();
    void adviceKnowsWhatAPresetShows();
    void tabsGoAsOneReads_data();
    void tabsGoAsOneReads();
    void layoutComesToRest_data() { tabsGoAsOneReads_data(); }
    void layoutComesToRest();
    void nothingIsCut_data();
    void nothingIsCut();
    void typedTextStaysAsTyped();
    void wrongTextIsToldBesideTheField();
    void listsAreToldBesideTheField_data();
    void listsAreToldBesideTheField();
    void resetGoesBackToTheDefault();
    void choicesAndSwitchesReachTheDocument();
    void instrumentsAreTicked();
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
    /// As a person does: opens the list, goes to the entry and takes it.
    void pick(const QString& title) const
    {
        auto* list = find<QComboBox>("presets");
        const int row = list->findText(title);
        QVERIFY2(row > 0, qPrintable(title));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        list->view()->setCurrentIndex(list->model()->index(row, 0));
        QTest::keyClick(list->view(), Qt::Key_Return);
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
    QVERIFY(!editor->accessibleName().isEmpty() && !editor->accessibleName().contains('&'));
    const QString help = editor->whatsThis();
    QVERIFY2(help.contains(texts.meaning) && help.contains(texts.needs), qPrintable(help));
    QVERIFY2(help.contains(QString::fromStdString(findSetting(key.toStdString())->option())), qPrintable(help));
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
    QCOMPARE(find<QComboBox>("presets")->count(),
             static_cast<int>(presets().size()) + 3);  // the first line, a separator, and "Keep"
}

void tst_SetupPanel::presetsAreOnlyPickedInTheOpenedList()
{
    auto* list = find<QComboBox>("presets");
    list->setFocus();
    QSignalSpy changed(m_document.get(), &ExperimentDocument::changed);
    for (const Qt::Key key : {Qt::Key_PageDown, Qt::Key_End, Qt::Key_H, Qt::Key_T, Qt::Key_Down}) {
        QTest::keyClick(list, key);
    }
    QWheelEvent turn(QPointF(5, 5), list->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(list, &turn);
    QVERIFY(list->view()->isVisible());
    QTest::keyClick(list->view(), Qt::Key_Down);
    QTest::keyClick(list->view(), Qt::Key_Escape);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(list->currentIndex(), 0);
    pick("High learning rate");
    QCOMPARE(m_document->text("lr"), QString("0.5"));
    // By mouse, the focus stays where it is.
    auto* rate = find<QLineEdit>("lr");
    m_panel->activateWindow();
    rate->setFocus();
    QTest::mouseClick(list, Qt::LeftButton);
    QVERIFY(list->view()->isVisible());
    const QRect entry = list->view()->visualRect(list->model()->index(list->findText("Tiny batches"), 0));
    QTest::mouseMove(list->view()->viewport(), entry.center());
    QTest::mouseClick(list->view()->viewport(), Qt::LeftButton, Qt::NoModifier, entry.center(),
                      QApplication::doubleClickInterval() + 100);
    QTRY_COMPARE(m_document->text("batch_size"), QString("2"));
    QCOMPARE(m_panel->focusWidget(), rate);
}

void tst_SetupPanel::presetsKeepTheirNameAndSayWhatWillBeSeen()
{
    const auto* list = find<QComboBox>("presets");
    QVERIFY(!isShown("presetDescription"));
    pick("Tiny batches");
    QCOMPARE(list->currentText(), QString("Tiny batches"));
    QVERIFY(isShown("presetDescription"));
    QVERIFY(find<QLabel>("presetDescription")->text().contains("Batches of two samples"));
    m_document->set("epochs", "4");
    QCOMPARE(list->currentText(), QString("Tiny batches, changed"));
    m_document->undoStack().undo();
    QCOMPARE(list->currentText(), QString("Tiny batches"));
    // The same again brings everything back.
    m_document->set("epochs", "4");
    pick("Tiny batches, changed");
    QCOMPARE(m_document->text("epochs"), QString("2"));
    QCOMPARE(list->currentText(), QString("Tiny batches"));
    for (int i = 0; i < 3; ++i) {
        m_document->undoStack().undo();
    }
    QCOMPARE(list->currentIndex(), 0);
    QVERIFY(!isShown("presetDescription"));
}

void tst_SetupPanel::whatAPresetChangesFlashes()
{
    auto* rate = find<QLineEdit>("lr");
    const QColor plain = rate->palette().color(QPalette::Base);
    pick("High learning rate");
    QVERIFY(rate->property("flashes").toBool());
    QVERIFY(rate->palette().color(QPalette::Base) != plain);
    QVERIFY(!find<QLineEdit>("momentum")->property("flashes").toBool());
    QVERIFY(QTest::qWaitFor([&] { return !rate->property("flashes").toBool(); }));
    QCOMPARE(rate->palette().color(QPalette::Base), plain);
    // Nothing changes, so nothing flashes.
    pick("High learning rate");
    QVERIFY(!rate->property("flashes").toBool());
}

void tst_SetupPanel::theWholeAssignmentIsToldCaseByCase()
{
    pick("The whole assignment");
    QVERIFY(isShown("modelCases"));
    QCOMPARE(find<QLabel>("modelCases")->text(), QString("3 cases: MLP, CNN and Mini ResNet"));
    QCOMPARE(find<QLabel>("lr_scheduleCases")->text(), QString("3 cases: constant, constant and one cycle"));
    QCOMPARE(find<QLabel>("epochsCases")->text(), QString("3 cases: 5, 5 and 3"));
    QVERIFY(!isShown("batch_sizeCases"));
    QVERIFY(isShown("hidden") && isShown("channels") && isShown("widths"));
    QVERIFY(!isShown("layerTable"));
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString());
    QVERIFY(find<QToolButton>("epochsReset")->isEnabled());
    QTest::keyClicks(find<QLineEdit>("epochs"), "2");
    QVERIFY(!isShown("epochsCases"));
    QCOMPARE(m_document->plan()->cases.size(), std::size_t{3});
    auto* model = find<QComboBox>("model");
    QCOMPARE(model->currentIndex(), -1);
    model->setCurrentIndex(model->findData("cnn"));
    QVERIFY(!m_document->hasCases());
    QVERIFY(!isShown("modelCases") && isShown("layerTable"));
}

void tst_SetupPanel::adviceKnowsWhatAPresetShows()
{
    for (const Preset& preset : presets()) {
        const QString advice = adviceOnDivergence(specOf(preset, "mnist"), "no-bn", 40);
        QCOMPARE(advice.contains("smaller learning rate"), !preset.isToDiverge);
        QCOMPARE(advice.contains(titleOf(preset)), preset.isToDiverge);
    }
}

void tst_SetupPanel::tabsGoAsOneReads_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("preset");
    QTest::newRow("wide") << 600 << QString();
    QTest::newRow("narrow") << 1 << QString();
    QTest::newRow("with every field") << 600 << QString("The whole assignment");
}

void tst_SetupPanel::tabsGoAsOneReads()
{
    QFETCH(const int, width);
    QFETCH(const QString, preset);
    m_panel->resize(std::max(width, m_panel->minimumSizeHint().width()), 800);
    if (!preset.isEmpty()) {
        pick(preset);
    }
    // Buttons to reset are stops where there is something to reset.
    m_document->set("limit", "100");
    m_document->set("lr_schedule", "step");
    QCoreApplication::processEvents();
    std::vector<QWidget*> stops;
    for (QWidget* widget = m_panel->nextInFocusChain(); widget != m_panel.get(); widget = widget->nextInFocusChain()) {
        if (m_panel->isAncestorOf(widget) && widget->isVisibleTo(m_panel.get()) && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr) {
            stops.push_back(widget);
        }
    }
    QCOMPARE(stops.front()->objectName(), QString("presets"));
    QVERIFY(stops.size() > 25);
    for (std::size_t i = 1; i < stops.size(); ++i) {
        const auto placeOf = [&](const QWidget* widget) {
            return QRect(widget->mapTo(m_panel.get(), QPoint()), widget->size());
        };
        const QRect before = placeOf(stops[i - 1]);
        const QRect after = placeOf(stops[i]);
        const bool isBelow = after.center().y() > before.bottom();
        const bool isBeside = after.left() > before.right() && after.center().y() > before.top();
        QVERIFY2(isBelow || isBeside, qPrintable(stops[i - 1]->objectName() + " before " + stops[i]->objectName()));
    }
}

void tst_SetupPanel::layoutComesToRest()
{
    QFETCH(const int, width);
    class Counter : public QObject
    {
      public:
        bool eventFilter(QObject* /*watched*/, QEvent* event) override
        {
            requests += event->type() == QEvent::LayoutRequest ? 1 : 0;
            return false;
        }
        int requests = 0;
    } counter;
    for (QWidget* widget : m_panel->findChildren<QWidget*>()) {
        widget->installEventFilter(&counter);
    }
    m_panel->resize(std::max(width, m_panel->minimumSizeHint().width()), 800);
    m_document->set("model", "resnet");
    QTest::qWait(200);
    counter.requests = 0;
    QTest::qWait(300);
    QCOMPARE(counter.requests, 0);
}

void tst_SetupPanel::nothingIsCut_data()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("width");
    for (const double scale : {1.0, 1.5}) {
        for (const int width : {300, 380, 600}) {
            QTest::addRow("%d at %.1f", width, scale) << scale << width;
        }
    }
}

void tst_SetupPanel::nothingIsCut()
{
    QFETCH(const double, scale);
    QFETCH(const int, width);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPixelSize(static_cast<int>(13 * scale));
    QApplication::setFont(font);
    init();
    const int wanted = static_cast<int>(width * scale);
    QVERIFY2(m_panel->minimumSizeHint().width() <= wanted,
             qPrintable(QString::number(m_panel->minimumSizeHint().width())));
    for (const char* preset : {"", "The whole assignment", "Mini ResNet"}) {
        if (*preset != '\0') {
            pick(preset);
        }
        m_document->set("lr_schedule", "step");
        m_document->set("dataset",
                        "/a/folder/that/is/not/there/with-a-name-that-is-longer-than-the-form-is-wide/mnist");
        QVERIFY(QTest::qWaitFor([&] { return isShown("datasetMessage"); }));
        m_panel->resize(wanted, 480);
        QTest::qWait(50);
        QCOMPARE(m_panel->width(), wanted);
        const QWidget* content = find<QWidget>("dataGroup")->parentWidget();
        QVERIFY2(content->width() <= content->parentWidget()->width(), qPrintable(QString::number(content->width())));
        for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
            if (label->isVisibleTo(m_panel.get())) {
                const int needed =
                    label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().width();
                QVERIFY2(needed <= (label->wordWrap() ? label->height() : label->width()), qPrintable(label->text()));
            }
        }
        for (const QGroupBox* box : m_panel->findChildren<QGroupBox*>()) {
            QVERIFY2(box->fontMetrics().horizontalAdvance(box->title()) < box->width(), qPrintable(box->title()));
        }
        for (const QComboBox* list : m_panel->findChildren<QComboBox*>()) {
            QVERIFY2(!list->isVisibleTo(m_panel.get()) || list->width() >= list->minimumSizeHint().width(),
                     qPrintable(list->objectName()));
        }
    }
    m_panel.reset();
    QApplication::setFont(before);
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
    // Said of fields, not of options.
    const QString said = find<QLabel>("problems")->text();
    QVERIFY2(said.contains("“Nesterov momentum”") && !said.contains("--"), qPrintable(said));
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

/// A group from the list, and single ones by boxes that show what is chosen.
void tst_SetupPanel::instrumentsAreTicked()
{
    auto* const group = find<QComboBox>("probe");
    group->setCurrentIndex(group->findText("economy: cheap"));
    const auto& chosen = m_document->spec().training.probes;
    QCOMPARE(chosen, (std::vector<std::string>{"distribution", "effective-lr", "batch-statistics", "units"}));
    QVERIFY(find<QAction>("probe-units")->isChecked() && !find<QAction>("probe-depth")->isChecked());
    auto* const menu = find<QMenu>("probeMenu");
    menu->popup(m_panel->mapToGlobal(QPoint(0, 0)));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(find<QAction>("probe-depth")).center());
    // It stays open for the next one.
    QVERIFY(menu->isVisible());
    menu->hide();
    QCOMPARE(chosen.back(), std::string("depth"));
    for (const std::string name : {"distribution", "effective-lr", "batch-statistics", "units", "depth"}) {
        find<QAction>(("probe-" + name).c_str())->setChecked(false);
    }
    QVERIFY(chosen.empty());
    QCOMPARE(group->currentText(), QString("none"));
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
    const QModelIndex conv2 = model.match(model.index(0, 0), Qt::DisplayRole, "conv2").value(0);
    QCOMPARE(conv2.siblingAtColumn(LayerTableModel::MultiplyAdds).data().toString(), QString("903,168"));
    QCOMPARE(conv2.siblingAtColumn(LayerTableModel::Activations).data().toString(), QString("2.4 MiB"));
    QCOMPARE(conv2.siblingAtColumn(LayerTableModel::ReceptiveField).data().toString(), QString("8×8"));
    m_document->set("batch_size", "200");
    const QModelIndex sum = model.index(model.rowCount() - 1, LayerTableModel::Activations);
    QCOMPARE(sum.data().toString(), QString("46.7 MiB"));
    m_document->set("batch_size", "100");
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
    // A table without a test part, a seventh of which is split off.
    const QString table = folder.filePath("digits.csv");
    QVERIFY(normscope::test::writeBytes(table.toStdString(),
                                        normscope::test::bytesOf(normscope::test::csvText(patternSet(70, 6, 6)))));
    m_document->set("dataset", table);
    QVERIFY(QTest::qWaitFor([&] { return m_document->dataShape() == DataShape{{1, 6, 6}, 10}; }));
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(60));
    m_document->set("per_class", "4");
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(40));
    m_document->set("per_class", "0");
    m_document->set("dataset", folder.filePath("nothing"));
    QVERIFY(QTest::qWaitFor([&] { return !strip->message().isEmpty(); }));
    QVERIFY(strip->message().contains("nothing"));
    QVERIFY(strip->images().isEmpty());
    // The whole of it is to be read, whatever its length.
    QVERIFY(isShown("datasetMessage") && !isShown("datasetStrip"));
    QVERIFY(find<QLabel>("datasetMessage")->text().remove(QChar(0x200b)).contains(strip->message()));
    QCOMPARE(m_document->dataProblem(), strip->message());
    QVERIFY(!m_document->problems(ExperimentKind::Twin).isEmpty());
    m_document->set("dataset", "builtin");
    QVERIFY(QTest::qWaitFor([&] { return isShown("datasetStrip"); }));
    QVERIFY(!isShown("datasetMessage"));
    QVERIFY(m_document->problems(ExperimentKind::Twin).isEmpty());
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
    QCOMPARE(find<QComboBox>("presets")->itemText(1), QString("THE WHOLE ASSIGNMENT"));
    QCoreApplication::removeTranslator(&capitals);
}

QTEST_MAIN(tst_SetupPanel)
#include "tst_SetupPanel.moc"
