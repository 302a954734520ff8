#include "ui/panels/export/PictureForm.h"

#include <QEvent>
#include <QSettings>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

struct Preset
{
    double widthCm;
    double heightCm;
    double fontPoints;  ///< to be read from where the picture is looked at
};
/// A column and a page of a paper, a slide; behind them comes "own size".
constexpr std::array kPresets{Preset{8.5, 6, 9}, Preset{16, 9, 9}, Preset{25.4, 14.3, 18}};

QDoubleSpinBox* makeNumber(const char* name, double low, double high, int decimals, double step, QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setDecimals(decimals);
    box->setSingleStep(step);
    box->setAccelerated(true);
    return box;
}

}  // namespace

PictureForm::PictureForm(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_format(new QComboBox(this))
    , m_preset(new QComboBox(this))
    , m_width(makeNumber("widthSpin", 2, 200, 1, 0.5, this))
    , m_height(makeNumber("heightSpin", 2, 200, 1, 0.5, this))
    , m_dpi(makeNumber("dpiSpin", 36, 2400, 0, 50, this))
    , m_font(makeNumber("fontSpin", 4, 72, 1, 0.5, this))
    , m_pixels(new QLabel(this))
{
    m_format->setObjectName(QStringLiteral("formatCombo"));
    m_preset->setObjectName(QStringLiteral("presetCombo"));
    m_pixels->setObjectName(QStringLiteral("pixelsLabel"));
    m_pixels->setForegroundRole(QPalette::PlaceholderText);
    for (int i = 0; i < 3; ++i) {
        m_format->addItem(QString());
    }
    for (std::size_t i = 0; i <= kPresets.size(); ++i) {
        m_preset->addItem(QString());
    }
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QWidget* field : std::array<QWidget*, 7>{m_format, m_preset, m_width, m_height, m_dpi, m_font, m_pixels}) {
        auto* label = new QLabel(this);
        label->setBuddy(field);
        m_layout->addRow(label, field);
    }
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        showWhatFollows();
        Q_EMIT formatChanged();
    });
    connect(m_preset, &QComboBox::activated, this, &PictureForm::usePreset);
    for (QDoubleSpinBox* box : {m_width, m_height, m_dpi, m_font}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &PictureForm::showWhatFollows);
    }
    const PictureOptions usual;
    m_width->setValue(usual.widthCm);
    m_height->setValue(usual.heightCm);
    m_dpi->setValue(usual.dpi);
    m_font->setValue(usual.fontPoints);
    retranslate();
}

PictureFormat PictureForm::format() const
{
    return static_cast<PictureFormat>(m_format->currentIndex());
}

void PictureForm::setFormat(PictureFormat format)
{
    m_format->setCurrentIndex(static_cast<int>(format));
}

PictureOptions PictureForm::options() const
{
    return {m_width->value(), m_height->value(), m_dpi->value(), m_font->value()};
}

void PictureForm::restore()
{
    const QSettings settings;
    m_width->setValue(settings.value(QStringLiteral("export/widthCm"), m_width->value()).toDouble());
    m_height->setValue(settings.value(QStringLiteral("export/heightCm"), m_height->value()).toDouble());
    m_dpi->setValue(settings.value(QStringLiteral("export/dpi"), m_dpi->value()).toDouble());
    m_font->setValue(settings.value(QStringLiteral("export/fontPoints"), m_font->value()).toDouble());
    const int format = settings.value(QStringLiteral("export/format"), 0).toInt();
    m_format->setCurrentIndex(std::clamp(format, 0, m_format->count() - 1));
}

void PictureForm::remember() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("export/widthCm"), m_width->value());
    settings.setValue(QStringLiteral("export/heightCm"), m_height->value());
    settings.setValue(QStringLiteral("export/dpi"), m_dpi->value());
    settings.setValue(QStringLiteral("export/fontPoints"), m_font->value());
    settings.setValue(QStringLiteral("export/format"), m_format->currentIndex());
}

void PictureForm::usePreset(int index)
{
    if (index < static_cast<int>(kPresets.size())) {
        const Preset& preset = kPresets.at(static_cast<std::size_t>(index));
        m_width->setValue(preset.widthCm);
        m_height->setValue(preset.heightCm);
        m_font->setValue(preset.fontPoints);
    }
}

void PictureForm::showWhatFollows()
{
    int own = 0;
    while (own < static_cast<int>(kPresets.size())) {
        const Preset& preset = kPresets.at(static_cast<std::size_t>(own));
        // What the boxes hold is rounded to millimetres.
        constexpr double kClose = 0.01;
        if (std::abs(preset.widthCm - m_width->value()) < kClose &&
            std::abs(preset.heightCm - m_height->value()) < kClose) {
            break;
        }
        ++own;
    }
    m_preset->setCurrentIndex(own);
    const bool isPng = format() == PictureFormat::Png;
    m_dpi->setEnabled(isPng);
    constexpr double kCmPerInch = 2.54;
    const auto pixels = [this](double cm) { return QString::number(std::lround(cm / kCmPerInch * m_dpi->value())); };
    m_pixels->setText(isPng ? tr("%1 × %2 pixels").arg(pixels(m_width->value()), pixels(m_height->value()))
                            : tr("Vector drawing with real text"));
    Q_EMIT changed();
}

void PictureForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void PictureForm::retranslate()
{
    const auto setRow = [this](QWidget* field, const QString& label, const QString& tip) {
        qobject_cast<QLabel*>(m_layout->labelForField(field))->setText(label);
        field->setToolTip(tip);
        field->setAccessibleName(withoutMnemonic(label));
    };
    m_format->setItemText(0, tr("PNG picture"));
    m_format->setItemText(1, tr("SVG drawing"));
    m_format->setItemText(2, tr("PDF drawing"));
    m_preset->setItemText(0, tr("Column, 8.5 cm"));
    m_preset->setItemText(1, tr("Page, 16 cm"));
    m_preset->setItemText(2, tr("Slide, 25.4 cm"));
    m_preset->setItemText(3, tr("Own size"));
    setRow(m_format, tr("&Format"), tr("SVG and PDF stay sharp at any size; PNG goes everywhere"));
    setRow(m_preset, tr("Si&ze"), tr("Sizes for papers and slides"));
    setRow(m_width, tr("&Width"), tr("2 to 200 cm"));
    setRow(m_height, tr("&Height"), tr("2 to 200 cm"));
    setRow(m_dpi, tr("&Resolution"), tr("Of PNG: 36 to 2400 dots per inch; print wants 300"));
    setRow(m_font, tr("Fo&nt size"), tr("4 to 72 points, as on paper"));
    for (QDoubleSpinBox* box : {m_width, m_height}) {
        box->setSuffix(tr(" cm"));
    }
    m_dpi->setSuffix(tr(" dpi"));
    m_font->setSuffix(tr(" pt"));
    showWhatFollows();
}

}  // namespace normscope::ui
