#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"
#include "ui/MainWindow.h"
#include "ui/charts/LineChart.h"
#include "ui/panels/ResultsPanel.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

/// A table of so many rows: numbered, then values taken in turn.
QByteArray table(const std::string& header, const QByteArrayList& numbers, const QByteArrayList& values, int rows)
{
    QByteArray text = QByteArray::fromStdString(header) + "\n";
    const qsizetype columns = text.count(',') + 1;
    for (int row = 0; row < rows; ++row) {
        QByteArrayList fields;
        for (qsizetype column = 0; column < columns; ++column) {
            const QByteArrayList& from = column < 2 ? numbers : values;
            // Steps that share no factor with the lists' lengths, so that everything meets everything.
            fields << from[(row * 7 + column * 3) % from.size()];
        }
        text += fields.join(',') + "\n";
    }
    return text;
}

}  // namespace

/// Results that no training leaves, opened in the window: whatever a folder holds, every tab can be looked at.
class tst_HostileResults : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qputenv("NORMSCOPE_RUNS", m_folder.filePath("runs").toLocal8Bit());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath("config"));
        QCoreApplication::setOrganizationName("NormscopeTest");
        m_language.setChoice(LanguageChoice::English);
    }

    void everyTabCanBeLookedAt_data()
    {
        QTest::addColumn<QByteArrayList>("numbers");
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<int>("rows");
        const QByteArrayList counted{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"};
        const QByteArrayList huge{"0", "1", "9007199254740992", "4503599627370497"};
        const QByteArrayList extremes{"0",   "-0",     "1e308", "-1e308", "1.7976931348623157e308",
                                      "nan", "5e-324", "inf",   "-inf",   "3.4028235e38",
                                      "-1",  "1e39",   "0.5",   "1e-300", "9007199254740992"};
        const QByteArrayList finite{"1e308", "-1e308", "1.7976931348623157e308", "-1.7976931348623157e308", "5e-324",
                                    "0",     "1"};
        QTest::newRow("nothing") << counted << extremes << 0;
        QTest::newRow("one row") << counted << extremes << 1;
        QTest::newRow("extremes") << counted << extremes << 100;
        QTest::newRow("huge numbers") << huge << extremes << 100;
        QTest::newRow("finite extremes") << counted << finite << 100;
        QTest::newRow("backwards") << QByteArrayList{"5", "4", "3", "2", "1"} << QByteArrayList{"1", "0.5"} << 100;
        QTest::newRow("always the same") << QByteArrayList{"1"} << QByteArrayList{"1"} << 50'000;
        QTest::newRow("nothing known") << counted << QByteArrayList{"nan"} << 100;
    }

    void everyTabCanBeLookedAt()
    {
        QFETCH(QByteArrayList, numbers);
        QFETCH(QByteArrayList, values);
        QFETCH(int, rows);
        const QString name = QString("<b>%1 <img src=x>").arg(QTest::currentDataTag());
        for (const char* seed : {"1", "2", "9223372036854775807"}) {
            for (const char* variant : {"bn", "no-bn"}) {
                const QString leaf = QString("%1/seed-%2/%3/").arg(name, seed, variant);
                write(leaf + "iterations.csv",
                      table(SeriesFile(RunTable::Iterations, false).header(), numbers, values, rows));
                write(leaf + "evaluations.csv",
                      table(SeriesFile(RunTable::Evaluations, false).header(), numbers, values, rows));
                write(leaf + "epochs.csv", table(SeriesFile(RunTable::Epochs, false).header(), numbers, values, rows));
                write(leaf + "summary.json",
                      "{\"status\": \"done\", \"iterations\": 99999, \"message\": \"<img src=x>\\u001b[2J\", "
                      "\"parameters\": "
                      "{\"weight\": 9007199254740992, \"bias\": 9007199254740992, \"gamma_beta\": 1}}");
            }
        }
        write(name + "/experiment.json",
              "{\"seeds\": [1, 2, 9223372036854775807], \"dataset\": \"<script>alert(1)</script>\", "
              "\"epochs\": 1000000, \"batch_size\": 1000000000, \"hidden\": [1000000, 1000000], \"lr\": 1e308, "
              "\"bn_eps\": 1e308}");

        MainWindow window(m_theme, m_language);
        window.resize(1000, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.open(m_folder.filePath(name));
        QVERIFY(window.findChild<QLabel*>("runNoticesText")->text().contains("its summary counts 99,999"));
        auto* tabs = window.findChild<QTabWidget*>("resultsTabs");
        QVERIFY(tabs != nullptr);
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTest::qWait(30);
            // Logarithmic axes, smoothing and the like.
            for (auto* button : tabs->currentWidget()->findChildren<QAbstractButton*>()) {
                // But for what opens a menu, which would wait for a choice.
                const auto* tool = qobject_cast<QToolButton*>(button);
                const bool opensMenu = tool != nullptr && tool->menu() != nullptr;
                if (button->isCheckable() && !opensMenu && button->isVisible() && button->isEnabled()) {
                    button->click();
                    QTest::qWait(5);
                }
            }
            QVERIFY(!window.grab().isNull());
        }
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            const bool isPlain = label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text());
            QVERIFY2(isPlain || !label->text().contains("<img"), qPrintable(label->text()));
        }
    }

  private:
    void write(const QString& name, const QByteArray& content) const
    {
        QVERIFY(test::putFile(m_folder.filePath(name), content));
    }

    QTemporaryDir m_folder;
    Theme m_theme;
    Language m_language;
};

QTEST_MAIN(tst_HostileResults)
#include "tst_HostileResults.moc"
