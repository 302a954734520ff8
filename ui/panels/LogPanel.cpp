#include "ui/panels/LogPanel.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace normscope::ui
{

namespace
{

/// Levels of LogLine, from the least that is listened to.
constexpr int kInfo = 2;
constexpr int kLevels = 3;

QString levelName(int level)
{
    static const QStringList kNames{QStringLiteral("trace"),   QStringLiteral("debug"), QStringLiteral("info"),
                                    QStringLiteral("warning"), QStringLiteral("error"), QStringLiteral("critical")};
    return kNames.value(level);
}

QString textOf(const LogLine& line)
{
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(line.time.time_since_epoch()).count();
    return QStringLiteral("%1  %2  %3")
        .arg(QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz")),
             levelName(line.level).leftJustified(7), QString::fromStdString(line.text));
}

}  // namespace

LogPanel::LogPanel(LogRelay& relay, QWidget* parent)
    : QWidget(parent)
    , m_level(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_copy(new QToolButton(this))
    , m_clear(new QToolButton(this))
    , m_text(new QPlainTextEdit(this))
{
    m_level->setObjectName(QStringLiteral("logLevel"));
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_clear->setObjectName(QStringLiteral("logClear"));
    m_text->setObjectName(QStringLiteral("logText"));
    for (int i = 0; i < kLevels; ++i) {
        m_level->addItem(QString());
    }
    m_search->setClearButtonEnabled(true);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(static_cast<int>(LogRelay::kMostLines));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setFrameShape(QFrame::NoFrame);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(4, 2, 4, 0);
    bar->addWidget(m_level);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_copy);
    bar->addWidget(m_clear);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);

    connect(&relay, &LogRelay::linesLogged, this, &LogPanel::take);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPanel::showAll);
    connect(m_search, &QLineEdit::textChanged, this, &LogPanel::showAll);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_lines.clear();
        m_text->clear();
    });
    retranslate();
}

bool LogPanel::isWanted(const LogLine& line) const
{
    return line.level >= kInfo + m_level->currentIndex() &&
           textOf(line).contains(m_search->text(), Qt::CaseInsensitive);
}

void LogPanel::take(const std::vector<LogLine>& lines)
{
    for (const LogLine& line : lines) {
        m_lines.push_back(line);
        if (m_lines.size() > LogRelay::kMostLines) {
            m_lines.pop_front();
        }
        if (isWanted(line)) {
            m_text->appendPlainText(textOf(line));
        }
    }
}

void LogPanel::showAll()
{
    QStringList wanted;
    for (const LogLine& line : m_lines) {
        if (isWanted(line)) {
            wanted.append(textOf(line));
        }
    }
    m_text->setPlainText(wanted.join(QLatin1Char('\n')));
    m_text->moveCursor(QTextCursor::End);
}

void LogPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void LogPanel::retranslate()
{
    const QStringList levels{tr("All"), tr("Warnings and errors"), tr("Errors")};
    for (int i = 0; i < kLevels; ++i) {
        m_level->setItemText(i, levels[i]);
    }
    setWhatsThis(tr("What the program has told since it was started, the newest last. Each experiment keeps its own in "
                    "run.log of its folder."));
    m_level->setWhatsThis(tr("The least important lines that are shown."));
    m_search->setWhatsThis(tr("Only lines that have this text are shown."));
    m_copy->setWhatsThis(tr("Copies the lines that are shown."));
    m_clear->setWhatsThis(tr("Forgets all lines; run.log of each experiment keeps its own."));
    m_level->setAccessibleName(tr("Least important level that is shown"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the log"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the lines that are shown"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Forget all lines; run.log of each experiment keeps its own"));
    m_text->setAccessibleName(tr("Log"));
}

}  // namespace normscope::ui
