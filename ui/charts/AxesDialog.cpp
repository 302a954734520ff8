#include "ui/charts/AxesDialog.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>
#include <cmath>

namespace normscope::ui
{

namespace
{

/// None where the field is empty, not a number where it holds no number. As on the axes, numbers have a decimal point.
std::optional<double> numberIn(const QLineEdit& field)
{
    const QString text = field.text().trimmed();
    if (text.isEmpty()) {
        return std::nullopt;
    }
    bool isNumber = false;
    const double number = QLocale::c().toDouble(text, &isNumber);
    return isNumber && std::isfinite(number) ? number : std::nan("");
}

QString textOf(std::optional<double> number)
{
    constexpr int kDigits = 12;
    return number ? QLocale::c().toString(*number, 'g', kDigits) : QString();
}

QLineEdit* makeField(const QByteArray& name, const QString& text, const QString& without, QWidget* parent)
{
    auto* field = new QLineEdit(text, parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(without);
    return field;
}

}  // namespace

AxesDialog::AxesDialog(LineChart& chart, QWidget* parent)
    : QDialog(parent)
    , m_chart(chart)
    , m_layout(new QFormLayout)
    , m_labels(new QTableWidget(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Reset, this))
{
    setObjectName(QStringLiteral("axesDialog"));
    const ChartEdits typed = chart.edits();
    const ChartEdits without = chart.unedited();
    m_title = makeField("titleField", typed.title, without.title, this);
    m_x = makeAxis("x", typed.xTitle, without.xTitle, typed.xMin, *without.xMin, typed.xMax, *without.xMax);
    m_y = makeAxis("y", typed.yTitle, without.yTitle, typed.yMin, *without.yMin, typed.yMax, *without.yMax);
    for (QLineEdit* field : {m_title, m_x.title, m_x.least, m_x.greatest, m_y.title, m_y.least, m_y.greatest}) {
        auto* label = new QLabel(this);
        label->setBuddy(field);
        m_layout->addRow(label, field);
        connect(field, &QLineEdit::textChanged, this, &AxesDialog::check);
    }
    m_labels->setObjectName(QStringLiteral("labelTable"));
    fillLabels();
    m_problem->setObjectName(QStringLiteral("problemLabel"));
    m_problem->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(m_layout);
    layout->addWidget(m_labels, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &AxesDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &AxesDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Reset), &QPushButton::clicked, this, &AxesDialog::clear);
    retranslate();
    resize(fontMetrics().averageCharWidth() * 60, sizeHint().height());
}

AxesDialog::Axis AxesDialog::makeAxis(const char* name, const QString& typedTitle, const QString& title,
                                      std::optional<double> typedLeast, double least,
                                      std::optional<double> typedGreatest, double greatest)
{
    const QByteArray axis(name);
    return {makeField(axis + "TitleField", typedTitle, title, this),
            makeField(axis + "MinField", textOf(typedLeast), textOf(least), this),
            makeField(axis + "MaxField", textOf(typedGreatest), textOf(greatest), this)};
}

void AxesDialog::fillLabels()
{
    const ChartEdits typed = m_chart.edits();
    QStringList names;
    for (const auto& [given, shown] : m_chart.unedited().labels) {
        names << given;
    }
    m_labels->setColumnCount(2);
    m_labels->setRowCount(static_cast<int>(names.size()));
    m_labels->verticalHeader()->hide();
    m_labels->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_labels->setTabKeyNavigation(false);
    for (int row = 0; row < names.size(); ++row) {
        auto* given = new QTableWidgetItem(names.at(row));
        given->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_labels->setItem(row, 0, given);
        const auto label = typed.labels.find(names.at(row));
        m_labels->setItem(row, 1, new QTableWidgetItem(label != typed.labels.end() ? label->second : QString()));
    }
}

void AxesDialog::clear()
{
    for (QLineEdit* field : {m_title, m_x.title, m_x.least, m_x.greatest, m_y.title, m_y.least, m_y.greatest}) {
        field->clear();
    }
    for (int row = 0; row < m_labels->rowCount(); ++row) {
        m_labels->item(row, 1)->setText(QString());
    }
}

QString AxesDialog::problem() const
{
    const ChartEdits without = m_chart.unedited();
    const auto problemOf = [](const Axis& axis, AxisScale scale, double least, double greatest) {
        const double from = numberIn(*axis.least).value_or(least);
        const double to = numberIn(*axis.greatest).value_or(greatest);
        if (std::isnan(from) || std::isnan(to)) {
            return tr("Ranges are numbers such as 0.5 or 1e-3, or empty.");
        }
        if (scale == AxisScale::Log && from <= 0) {
            return tr("A logarithmic axis begins above 0.");
        }
        return from < to ? QString() : tr("A range begins below its end.");
    };
    const QString ofX = problemOf(m_x, m_chart.xAxis().scale, *without.xMin, *without.xMax);
    return ofX.isEmpty() ? problemOf(m_y, m_chart.yAxis().scale, *without.yMin, *without.yMax) : ofX;
}

void AxesDialog::check()
{
    const QString text = problem();
    m_problem->setText(text);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(text.isEmpty());
}

void AxesDialog::accept()
{
    ChartEdits edits = m_chart.edits();  // names of curves that are not there now stay
    edits.title = m_title->text().trimmed();
    edits.xTitle = m_x.title->text().trimmed();
    edits.yTitle = m_y.title->text().trimmed();
    edits.xMin = numberIn(*m_x.least);
    edits.xMax = numberIn(*m_x.greatest);
    edits.yMin = numberIn(*m_y.least);
    edits.yMax = numberIn(*m_y.greatest);
    for (int row = 0; row < m_labels->rowCount(); ++row) {
        const QString label = m_labels->item(row, 1)->text().trimmed();
        const QString given = m_labels->item(row, 0)->text();
        if (label.isEmpty()) {
            edits.labels.erase(given);
        } else {
            edits.labels[given] = label;
        }
    }
    m_chart.setEdits(edits);
    QDialog::accept();
}

void AxesDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void AxesDialog::retranslate()
{
    setWindowTitle(tr("Axes and titles"));
    const auto setRow = [this](QWidget* field, const QString& label, const QString& tip) {
        qobject_cast<QLabel*>(m_layout->labelForField(field))->setText(label);
        field->setToolTip(tip);
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    };
    const QString words = tr("Empty: as it is without");
    const QString numbers = tr("A number such as 0.5 or 1e-3; empty: by the data");
    setRow(m_title, tr("&Title"), words);
    setRow(m_x.title, tr("&x axis"), words);
    setRow(m_x.least, tr("&Least x"), numbers);
    setRow(m_x.greatest, tr("&Greatest x"), numbers);
    setRow(m_y.title, tr("&y axis"), words);
    setRow(m_y.least, tr("Le&ast y"), numbers);
    setRow(m_y.greatest, tr("Gr&eatest y"), numbers);
    m_labels->setHorizontalHeaderLabels({tr("Curve"), tr("Called in the chart")});
    m_labels->setAccessibleName(tr("Names of the curves"));
    m_labels->setToolTip(tr("Another name for a curve, in legend and pictures; empty: its own"));
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("OK"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_buttons->button(QDialogButtonBox::Reset)->setText(tr("&Reset"));
    check();
}

}  // namespace normscope::ui
