#include "WindowUser.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QTimer>
#include <QTreeView>

#include "../support/IdxWriter.h"
#include "ui/KeptSettings.h"
#include "ui/panels/ResultsPanel.h"

namespace normscope::test
{

using namespace normscope::ui;

void WindowUser::beginWindowTests(const QString& dataset)
{
    QVERIFY(m_home.isValid());
    m_dataset = dataset;
    if (m_dataset.isEmpty()) {
        m_dataset = inHome("small");
        QVERIFY(writeDataset(m_dataset.toStdString(), patternSet(200, 12, 12), patternSet(50, 12, 12, 5)));
    }
    qputenv("NORMSCOPE_RUNS", inHome("runs").toLocal8Bit());
    qputenv("XDG_CACHE_HOME", inHome("cache").toLocal8Bit());
    // What is deleted goes into a trash of its own.
    qputenv("HOME", inHome({}).toLocal8Bit());
    qputenv("XDG_DATA_HOME", inHome("share").toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, inHome("config"));
    QCoreApplication::setOrganizationName("NormscopeTest");
    m_theme = std::make_unique<Theme>();
    m_language = std::make_unique<Language>();
}

void WindowUser::openWindow()
{
    // What the last test set up and trained is not what this one begins with.
    QSettings().remove(QLatin1String(KeptSettings::kKey));
    QSettings().remove(QStringLiteral("runs"));
    QVERIFY(QDir(inHome("runs")).removeRecursively());
    openNextWindow();
}

void WindowUser::openNextWindow()
{
    m_questions = 0;
    m_language->setChoice(LanguageChoice::English);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowUser::type(const QString& field, const QString& text) const
{
    auto* editor = find<QWidget>(field);
    if (auto* list = qobject_cast<QComboBox*>(editor)) {
        editor = list->lineEdit();
    }
    auto* line = qobject_cast<QLineEdit*>(editor);
    QVERIFY2(line != nullptr, qPrintable(field));
    line->selectAll();
    QTest::keyClicks(line, text);
    QCOMPARE(line->text(), text);
}

void WindowUser::setUpQuick() const
{
    type("dataset", m_dataset);
    type("epochs", "2");
    type("batch_size", "20");
    type("hidden", "8");
    type("threads", "1");
}

void WindowUser::setUpLong() const
{
    setUpQuick();
    type("epochs", "100000");
}

void WindowUser::answer(QMessageBox::ButtonRole role)
{
    auto* timer = new QTimer(m_window.get());
    QObject::connect(timer, &QTimer::timeout, timer, [this, timer, role] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) {
            return;
        }
        timer->deleteLater();
        ++m_questions;
        m_question = box->text() + QLatin1Char('\n') + box->informativeText();
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role) {
                button->click();
                return;
            }
        }
        box->reject();
    });
    timer->start(10);
}

void WindowUser::answerWithPath(const QString& path)
{
    auto* timer = new QTimer(m_window.get());
    QObject::connect(timer, &QTimer::timeout, timer, [this, timer, path] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        auto* edit = dialog != nullptr ? dialog->findChild<QLineEdit*>("pathEdit") : nullptr;
        if (edit == nullptr) {
            return;
        }
        timer->deleteLater();
        ++m_questions;
        edit->selectAll();
        QTest::keyClicks(edit, path);
        dialog->accept();
        if (dialog->isVisible()) {
            dialog->reject();
        }
    });
    timer->start(10);
}

LineChart* WindowUser::lossChart() const
{
    return m_window->findChild<ResultsPanel*>()->currentChart();
}

std::size_t WindowUser::points() const
{
    std::size_t count = 0;
    if (const LineChart* chart = lossChart()) {
        for (const CurveId curve : chart->curves()) {
            count += chart->points(curve).size();
        }
    }
    return count;
}

QStringList WindowUser::runFolders() const
{
    return QDir(inHome("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

QString WindowUser::state(int row) const
{
    return find<QTreeView>("experimentList")->model()->index(row, 1).data().toString();
}

}  // namespace normscope::test
