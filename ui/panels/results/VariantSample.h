#pragma once

#include <QWidget>
#include <string>

namespace normscope::ui
{

/// A short line in a variant's colour and dash, as it is in all charts.
class VariantSample : public QWidget
{
  public:
    explicit VariantSample(const std::string& variant, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::string m_variant;
};

}  // namespace normscope::ui
