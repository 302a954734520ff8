#pragma once

#include <memory>

class QGuiApplication;

namespace normscope
{

/// What Qt needs for letters and pictures, made without any display. One at a time, on the main thread, and not beside
/// the window.
class HeadlessGui
{
  public:
    HeadlessGui();
    ~HeadlessGui();
    HeadlessGui(const HeadlessGui&) = delete;
    HeadlessGui& operator=(const HeadlessGui&) = delete;
    HeadlessGui(HeadlessGui&&) = delete;
    HeadlessGui& operator=(HeadlessGui&&) = delete;

  private:
    struct Arguments;
    std::unique_ptr<Arguments> m_arguments;
    std::unique_ptr<QGuiApplication> m_application;
};

}  // namespace normscope
